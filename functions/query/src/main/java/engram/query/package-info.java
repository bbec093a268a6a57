/// Answers questions about a workspace, and shows and deletes its documents. The function around it is in
/// [engram.query.function].
package engram.query;
