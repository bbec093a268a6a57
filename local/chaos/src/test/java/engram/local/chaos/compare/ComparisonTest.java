package engram.local.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.chaos.compare.Finding.Kind;
import engram.local.chaos.compare.Snapshot.Entry;
import engram.local.chaos.compare.Snapshot.Row;
import engram.local.chaos.compare.Snapshot.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each test spoils one thing of stores that agree.
class ComparisonTest {

    private static final String PATH = "w/a.md";
    private static final String OTHER = "w/b.md";
    private static final String ONE = Planted.word(1);
    private static final String TWO = Planted.word(2);
    private static final String OLD = Planted.word(3);

    private final Map<String, StoredObject> objects = new HashMap<>();
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, List<Entry>> entries = new HashMap<>();
    private final Set<String> unsettled = new HashSet<>();

    ComparisonTest() {
        objects.put(PATH, new StoredObject("e1", 10, "text/plain", Map.of("revision", "r1"), Set.of(ONE, TWO)));
        rows.put(PATH, row("INDEXED", "e1", "r1", "h0", "h1"));
        entries.put(PATH, new ArrayList<>(List.of(entry(0, 7, "h0", ONE), entry(1, 5, "h1", TWO))));
        rows.put("w/deleted.md", row("DELETED", "", ""));
    }

    private static Row row(String status, String eTag, String revision, String... hashes) {
        return new Row(status, "", 7, eTag, 10, "text/plain", Map.of("revision", revision), hashes.length, List.of(hashes), Instant.EPOCH);
    }

    private static Entry entry(int slot, long version, String hash, String... words) {
        return entry("id" + slot, slot, version, hash, "w", "text/plain", "r1", true, words);
    }

    private static Entry entry(String id, int slot, long version, String hash, String workspace, String contentType, String revision,
                               boolean hasVector, String... words) {
        return new Entry(id, slot, version, hash, workspace, contentType, Map.of("revision", List.of(revision), "author", List.of("a")),
                hasVector, Set.of(words));
    }

    private List<Finding> compare() {
        return Comparison.of(new Snapshot(objects, rows, entries, unsettled));
    }

    private void assertFound(Kind kind, String what) {
        assertThat(compare()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.what()).contains(what);
        });
    }

    @Test
    void storesThatAgreeDifferInNothing() {
        assertThat(compare()).isEmpty();
    }

    @Test
    void aDeletedChunkIsLost() {
        entries.get(PATH).removeLast();

        assertFound(Kind.LOST, "slot 1");
        assertFound(Kind.LOST, TWO);
    }

    @Test
    void anObjectThatTheCatalogDoesNotKnowIsLost() {
        rows.remove(PATH);

        assertFound(Kind.LOST, "does not know it");
        assertThat(compare()).filteredOn(finding -> finding.kind() == Kind.ORPHAN).hasSize(2);
    }

    @Test
    void anObjectThatWasNotIndexedIsLost() {
        rows.put(PATH, row("FAILED", "e1", "r1"));

        assertFound(Kind.LOST, "FAILED");
    }

    @Test
    void anOldVersionIsLost() {
        rows.put(PATH, row("INDEXED", "e0", "r1", "h0", "h1"));

        assertFound(Kind.LOST, "another version");
    }

    @Test
    void oldMetadataIsWrong() {
        rows.put(PATH, row("INDEXED", "e1", "r0", "h0", "h1"));

        assertFound(Kind.WRONG, "metadata");
    }

    @Test
    void aDocumentWithoutAnObjectIsWrong() {
        objects.remove(PATH);

        assertFound(Kind.WRONG, "no such object");
        assertFound(Kind.WRONG, "without an object");
    }

    @Test
    void aDocumentThatNobodyEverPutIsWrong() {
        rows.put(OTHER, row("INDEXED", "e9", "r9"));

        assertFound(Kind.WRONG, "no such object");
    }

    @Test
    void anOldParagraphThatIsVouchedForIsWrong() {
        entries.get(PATH).set(0, entry(0, 7, "h0", ONE, OLD));

        assertFound(Kind.WRONG, OLD);
    }

    @Test
    void aNewerEntryThanTheCatalogKnowsIsWrong() {
        entries.get(PATH).set(0, entry(0, 8, "h9", ONE));

        assertFound(Kind.WRONG, "newer");
        assertFound(Kind.WRONG, "slot 0");
    }

    @Test
    void aSurplusChunkNewerThanTheCatalogIsWrong() {
        entries.get(PATH).add(entry(2, 8, "h2", ONE));

        assertFound(Kind.WRONG, "slot 2");
    }

    @Test
    void aSurplusChunkThatTheCatalogDoesNotVouchForIsAnOrphan() {
        entries.get(PATH).add(entry(2, 6, "h2", OLD));
        entries.put(OTHER, List.of(entry(0, 9, "h0", OLD)));

        assertThat(compare()).hasSize(2).allMatch(finding -> finding.kind() == Kind.ORPHAN);
    }

    @Test
    void aChunkWithAnotherHashIsLost() {
        entries.get(PATH).set(1, entry(1, 5, "h9", TWO));

        assertFound(Kind.LOST, "slot 1");
    }

    @Test
    void aChunkThatIsThereTwiceIsWrong() {
        entries.get(PATH).add(entry("another", 1, 5, "h1", "w", "text/plain", "r1", true, TWO));

        assertFound(Kind.WRONG, "slot 1 is in the index more than once");
    }

    @Test
    void aChunkInAnotherWorkspaceIsWrong() {
        entries.get(PATH).set(1, entry("id1", 1, 5, "h1", "v", "text/plain", "r1", true, TWO));

        assertFound(Kind.WRONG, "the workspace v");
    }

    @Test
    void aChunkOfAnotherTypeIsWrong() {
        entries.get(PATH).set(1, entry("id1", 1, 5, "h1", "w", "text/html", "r1", true, TWO));

        assertFound(Kind.WRONG, "text/html");
    }

    @Test
    void aChunkWithOldMetadataIsWrong() {
        entries.get(PATH).set(1, entry("id1", 1, 5, "h1", "w", "text/plain", "r0", true, TWO));

        assertFound(Kind.WRONG, "revision=r1");
    }

    @Test
    void aChunkWithoutAVectorIsLost() {
        entries.get(PATH).set(1, entry("id1", 1, 5, "h1", "w", "text/plain", "r1", false, TWO));

        assertFound(Kind.LOST, "no vector");
    }

    @Test
    void anUnsettledDocumentIsWrong() {
        unsettled.add(PATH);

        assertFound(Kind.WRONG, "unsettled");
    }
}
