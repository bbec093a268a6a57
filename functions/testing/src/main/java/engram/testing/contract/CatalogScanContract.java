package engram.testing.contract;

import static engram.testing.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.CatalogDocument;
import engram.domain.CatalogScan;
import engram.domain.DocumentId;
import engram.domain.Lease;
import engram.domain.Leases;
import engram.domain.Leases.Claim;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What [CatalogScan] promises.
public abstract class CatalogScanContract {

    protected abstract CatalogScan scan();

    /// Leases of the same store.
    protected abstract Leases leases();

    private final Workspace workspace = Samples.workspace();

    @Test
    void everyDocumentIsListedInTheOrderOfTheBytesOfItsPath() {
        // U+1F600 is behind U+FF5E in UTF-8, and before it in UTF-16.
        List<SourcePath> paths = Stream.of("b.md", "a/z.md", "a.md", "Z.md", "ä.md", "\uFF5E.md", "\uD83D\uDE00.md")
                .map(name -> commit(name, false)).sorted().toList();

        assertThat(scan().paths(workspace, Optional.empty(), 100)).isEqualTo(paths);
        assertThat(paths.getLast().key()).endsWith("\uD83D\uDE00.md");
    }

    @Test
    void aListGoesOnBehindAnyPathAndEndsWithNothing() {
        List<SourcePath> paths = Stream.of("1", "2", "3", "4").map(name -> commit(name, false)).toList();

        assertThat(scan().paths(workspace, Optional.of(paths.get(1)), 1)).containsExactly(paths.get(2));
        assertThat(scan().paths(workspace, Optional.of(new SourcePath(workspace + "/3x")), 5)).containsExactly(paths.get(3));
        assertThat(scan().paths(workspace, Optional.of(paths.getLast()), 5)).isEmpty();
    }

    @Test
    void tombstonesAreListed() {
        assertThat(List.of(commit("gone.md", true))).isEqualTo(scan().paths(workspace, Optional.empty(), 5));
    }

    @Test
    void workspacesAreThoseOfDocuments() {
        assertThat(scan().workspaces()).doesNotContain(workspace);

        commit("a.md", false);

        assertThat(scan().workspaces()).contains(workspace);
        assertThat(scan().paths(Samples.workspace(), Optional.empty(), 5)).isEmpty();
    }

    private SourcePath commit(String name, boolean gone) {
        DocumentId id = Samples.document(workspace, name);
        Lease lease = ((Claim.Claimed) leases().claim(id, "owner", NOW, NOW.plusSeconds(60))).lease();
        CatalogDocument document = gone
                ? Samples.deleted(id, lease.generation())
                : Samples.indexed(id, lease.generation(), 2);
        leases().commit(lease, document);
        return id.sourcePath();
    }
}
