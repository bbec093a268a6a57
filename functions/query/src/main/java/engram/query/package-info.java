/// The function `query`: answers questions about a workspace, and shows and deletes its documents.
/// Only this package's resources know HTTP; [engram.query.Search] and what it uses know the domain.
package engram.query;
