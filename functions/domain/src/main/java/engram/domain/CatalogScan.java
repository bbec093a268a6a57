package engram.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The catalog as a list of everything. It may lag a second behind.
public interface CatalogScan {

    /// Every workspace of which the catalog knows a document, tombstones included.
    ///
    /// @throws TransientFailure if the store does not answer
    Set<Workspace> workspaces();

    /// Source paths of a workspace's documents, tombstones included, in the order of [SourcePath]; none if there are no more.
    ///
    /// @param after only those behind this one; absent: from the first
    /// @param most at most so many, at least 1
    /// @throws TransientFailure if the store does not answer
    List<SourcePath> paths(Workspace workspace, Optional<SourcePath> after, int most);
}
