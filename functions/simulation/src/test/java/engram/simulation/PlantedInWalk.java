package engram.simulation;

import engram.domain.CatalogScan;
import engram.domain.Doubt;
import engram.domain.DocumentId;
import engram.domain.IndexScan;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.reconcile.WalkPorts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Planted bugs of a walk: one of the three is not looked through, or what is found is not said.
final class PlantedInWalk {

    private PlantedInWalk() {}

    static WalkPorts noListing(WalkPorts ports) {
        return new WalkPorts((_, _, _) -> List.of(), ports.bucket(), ports.scan(), ports.catalog(), ports.index(),
                ports.hints(), ports.doubts(), ports.backlog(), ports.versions());
    }

    static WalkPorts noScan(WalkPorts ports) {
        CatalogScan none = new CatalogScan() {
            @Override
            public Set<Workspace> workspaces() {
                return Set.of();
            }

            @Override
            public List<SourcePath> paths(Workspace workspace, Optional<SourcePath> after, int most) {
                return List.of();
            }
        };
        return new WalkPorts(ports.listing(), ports.bucket(), none, ports.catalog(), ports.index(), ports.hints(),
                ports.doubts(), ports.backlog(), ports.versions());
    }

    /// Entries are looked at one by one only.
    static WalkPorts noIndex(WalkPorts ports) {
        IndexScan single = new IndexScan() {
            @Override
            public Set<Workspace> workspaces() {
                return Set.of();
            }

            @Override
            public List<Entry> entries(Workspace workspace, Optional<Entry> after, int most) {
                return List.of();
            }

            @Override
            public List<Entry> of(DocumentId id) {
                return ports.index().of(id);
            }
        };
        return new WalkPorts(ports.listing(), ports.bucket(), ports.scan(), ports.catalog(), single, ports.hints(),
                ports.doubts(), ports.backlog(), ports.versions());
    }

    static WalkPorts plainHints(WalkPorts ports) {
        return new WalkPorts(ports.listing(), ports.bucket(), ports.scan(), ports.catalog(), ports.index(),
                ports.hints(), doubts -> ports.hints().send(doubts.stream().map(Doubt::path).toList()),
                ports.backlog(), ports.versions());
    }
}
