/// The Lambda function `query`: HTTP in, one call of [engram.query.Search] or [engram.query.Documents], HTTP out. Only
/// here AWS events, HTTP and JSON are known. docs/api.md says what callers see.
package engram.query.function;
