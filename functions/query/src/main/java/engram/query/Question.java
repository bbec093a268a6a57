package engram.query;

import engram.domain.Filter;
import engram.domain.Workspace;

/// What is asked, of what, and how. Its bounds have been checked.
///
/// @param k at most so many hits
public record Question(Workspace workspace, String text, Mode mode, int k, Filter filter) {}
