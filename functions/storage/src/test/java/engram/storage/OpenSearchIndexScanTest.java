package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ChunkIndex;
import engram.domain.DocumentId;
import engram.domain.IndexContent;
import engram.domain.IndexScan;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.testing.contract.IndexScanContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenSearchIndexScanTest extends IndexScanContract {

    private static final TestIndex INDEX = new TestIndex();

    /// The server that the contract is held against.
    TestIndex store() {
        return INDEX;
    }

    @Override
    protected IndexScan scan() {
        return store().scan();
    }

    @Override
    protected IndexContent content() {
        return store().scan();
    }

    @Override
    protected ChunkIndex index() {
        return store().index();
    }

    @Override
    protected int dimension() {
        return TestIndex.DIMENSION;
    }

    @Override
    protected Instant soon() {
        return store().clock.instant().plusSeconds(60);
    }

    @Test
    void anIndexThatIsNotThereHoldsNothing() {
        OpenSearchIndexScan none = new OpenSearchIndexScan(store().connection, "no-such-index", store().kind, Duration.ZERO);

        assertThat(none.workspaces()).isEmpty();
        assertThat(none.entries(new Workspace("w"), Optional.empty(), 5)).isEmpty();
        assertThat(none.contents(new DocumentId(new Workspace("w"), new SourcePath("w/a.md")))).isEmpty();
    }
}
