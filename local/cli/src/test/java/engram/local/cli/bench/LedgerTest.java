package engram.local.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.cli.bench.Ledger.Turn;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final String LOG = "2026-11-21T21:00:00.123 INFO  ingest ";

    @Test
    void aLineTellsWhatBecameOfADocument() {
        assertThat(Ledger.read(LOG + "outcome=indexed embedded=3 written=4 chunks=5 document=w/a document=b.md"))
                .hasValue(new Turn("w/a document=b.md", "indexed", "", 3, 5));
        assertThat(Ledger.read(LOG + "outcome=continued document=w/a.md")).hasValue(new Turn("w/a.md", "continued", "", 0, 0));
        assertThat(Ledger.read(LOG + "outcome=postponed why=\"circuit open: the index\" document=w/a.md"))
                .hasValue(new Turn("w/a.md", "postponed", "", 0, 0));
    }

    @Test
    void aRejectedDocumentHasItsReason() {
        assertThat(Ledger.read(LOG + "outcome=rejected reason=TOO_MANY_CHUNKS document=w/reason=a.md"))
                .hasValue(new Turn("w/reason=a.md", "rejected", "TOO_MANY_CHUNKS", 0, 0));
    }

    @Test
    void otherLinesTellNothing() {
        assertThat(Ledger.read(LOG + "circuit=INDEX state=open")).isEmpty();
        assertThat(Ledger.read("")).isEmpty();
    }
}
