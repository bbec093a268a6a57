package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import engram.domain.Chunk;
import engram.domain.ChunkIndex.Outcome;
import engram.domain.ChunkIndex;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkSearch.Probe;
import engram.domain.ChunkSearch;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Filter;
import engram.domain.TransientFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What [ChunkIndex] promises.
public abstract class ChunkIndexContract {

    private static final Outcome APPLIED = new Outcome.Applied();
    private static final Outcome SUPERSEDED = new Outcome.Superseded();
    private static final long GENERATION = 1_763_726_400_000L;

    protected abstract ChunkIndex index();

    /// Searches over the same store.
    protected abstract ChunkSearch search();

    /// Length of the vectors that the index takes.
    protected abstract int dimension();

    /// The clock that the index goes by.
    protected abstract InstantSource clock();

    /// Lets searches see all that was written.
    protected abstract void makeVisible();

    /// Whether the store refuses what comes late; otherwise it keeps that beside what is newer.
    protected boolean fences() {
        return true;
    }

    private Outcome late() {
        return fences() ? SUPERSEDED : APPLIED;
    }

    private void assumeFences() {
        assumeTrue(fences(), "this store cannot refuse what comes late");
    }

    private final DocumentId id = Samples.document();

    @Test
    void aVisibleUpsertIsFoundWithAllThatTheChunkHolds() {
        Chunk chunk = Samples.chunk("otters float");

        assertThat(index().write(id, GENERATION, List.of(upsert(4, chunk)), true, soon()))
                .containsExactly(APPLIED);

        Candidate found = found(id).getFirst();
        assertThat(found.document()).isEqualTo(id);
        assertThat(found.slot()).isEqualTo(4);
        assertThat(found.hash()).isEqualTo(chunk.hash());
        assertThat(found.generation()).isEqualTo(GENERATION);
        assertThat(found.title()).isEqualTo(chunk.title());
        assertThat(found.headingPath()).isEqualTo(chunk.headingPath());
        assertThat(found.text()).isEqualTo(chunk.text());
        assertThat(found.contentType()).isEqualTo(chunk.contentType());
    }

    @Test
    void noWritesHaveNoOutcomes() {
        assertThat(index().write(id, GENERATION, List.of(), true, soon())).isEmpty();
    }

    @Test
    void textOfEveryKindIsKeptAsItIs() {
        String text = "Zoë \"quoted\" \\ back\u0000slash\t<em>日本語</em> 😀 \u2028 end\r\n";
        write(GENERATION, upsert(0, text));

        assertThat(texts()).containsExactly(text);
    }

    @Test
    void aNewerUpsertReplacesAnOlderOne() {
        assertThat(write(GENERATION, upsert(0, "old"))).containsExactly(APPLIED);
        assertThat(write(GENERATION + 1, upsert(0, "new"))).containsExactly(APPLIED);

        assertThat(texts()).containsExactly("new");
    }

    @Test
    void aLateUpsertLeavesTheNewerOneAlone() {
        write(GENERATION, upsert(0, "new"));

        assertThat(write(GENERATION - 1, upsert(0, "late"))).containsExactly(late());
        assertThat(texts()).containsExactly("new");
    }

    @Test
    void anUpsertOfTheSameGenerationIsSuperseded() {
        assumeFences();
        write(GENERATION, upsert(0, "first"));

        assertThat(write(GENERATION, upsert(0, "second"))).containsExactly(SUPERSEDED);
        assertThat(texts()).containsExactly("first");
    }

    @Test
    void aDeletionRemovesTheEntry() {
        write(GENERATION, upsert(0, "gone"), upsert(1, "stays"));
        makeVisible();

        assertThat(write(GENERATION + 2, new ChunkWrite.Delete(0))).containsExactly(APPLIED);

        assertThat(texts()).containsExactly("stays");
    }

    @Test
    void aDeletionFencesOlderUpserts() {
        assumeFences();
        write(GENERATION, upsert(0, "gone"), upsert(1, "stays"));
        write(GENERATION + 2, new ChunkWrite.Delete(0));

        assertThat(write(GENERATION + 1, upsert(0, "late"))).containsExactly(SUPERSEDED);
        assertThat(write(GENERATION + 2, upsert(0, "same"))).containsExactly(SUPERSEDED);
        assertThat(texts()).containsExactly("stays");
        assertThat(write(GENERATION + 3, upsert(0, "back"))).containsExactly(APPLIED);
        assertThat(texts()).containsExactlyInAnyOrder("back", "stays");
    }

    @Test
    void aDeletionOfTheSameOrAnOlderGenerationIsSuperseded() {
        write(GENERATION, upsert(0, "stays"));

        makeVisible();

        assertThat(write(GENERATION, new ChunkWrite.Delete(0))).containsExactly(late());
        assertThat(write(GENERATION - 1, new ChunkWrite.Delete(0))).containsExactly(late());
        assertThat(texts()).containsExactly("stays");
    }

    @Test
    void aDeletionOfWhatIsNotThereIsAppliedAndFencesOlderUpserts() {
        assumeFences();
        assertThat(write(GENERATION, new ChunkWrite.Delete(7))).containsExactly(APPLIED);

        assertThat(write(GENERATION - 1, upsert(7, "late"))).containsExactly(SUPERSEDED);
        assertThat(write(GENERATION, upsert(7, "same"))).containsExactly(SUPERSEDED);
        assertThat(texts()).isEmpty();
        assertThat(write(GENERATION + 1, upsert(7, "new"))).containsExactly(APPLIED);
    }

    @Test
    void aDeletionSentTwiceIsSupersededTheSecondTime() {
        assumeFences();
        write(GENERATION, new ChunkWrite.Delete(0));

        assertThat(write(GENERATION, new ChunkWrite.Delete(0))).containsExactly(SUPERSEDED);
        assertThat(write(GENERATION + 1, new ChunkWrite.Delete(0))).containsExactly(APPLIED);
    }

    @Test
    void eachWriteHasItsOutcomeInItsPlace() {
        assumeFences();
        write(GENERATION, upsert(1, "one"), upsert(3, "three"));

        assertThat(write(
                        GENERATION,
                        upsert(0, "zero"),
                        upsert(1, "one again"),
                        new ChunkWrite.Delete(2),
                        new ChunkWrite.Delete(3),
                        upsert(4, "four")))
                .containsExactly(APPLIED, SUPERSEDED, APPLIED, SUPERSEDED, APPLIED);
        assertThat(texts()).containsExactlyInAnyOrder("zero", "one", "three", "four");
    }

    @Test
    void moreWritesThanARequestHasRoomForAllHaveTheirOutcomes() {
        List<ChunkWrite> writes = new ArrayList<>();
        for (int slot = 0; slot < 1_100; slot++) {
            writes.add(upsert(slot, "chunk " + slot + " of many " + "words ".repeat(1_000)));
        }
        for (int slot = 1_100; slot < 2_500; slot++) {
            writes.add(new ChunkWrite.Delete(slot));
        }

        assertThat(index().write(id, GENERATION, writes, false, soon()))
                .isEqualTo(Collections.nCopies(2_500, APPLIED));

        write(GENERATION + 1, new ChunkWrite.Delete(3));
        List<ChunkWrite> again = writes.subList(0, 5);
        assertThat(index().write(id, GENERATION + 1, again, false, soon()))
                .containsExactly(APPLIED, APPLIED, APPLIED, late(), APPLIED);
    }

    @Test
    void documentsDoNotShareEntries() {
        DocumentId other = Samples.document(id.workspace(), "other.md");
        write(GENERATION, upsert(0, "mine"));

        assertThat(index().write(other, GENERATION - 5, List.of(upsert(0, "theirs")), false, soon()))
                .containsExactly(APPLIED);
        makeVisible();
        assertThat(index().write(other, GENERATION, List.of(new ChunkWrite.Delete(0)), false, soon()))
                .containsExactly(APPLIED);
        assertThat(texts()).containsExactly("mine");
    }

    @Test
    void theSamePathInAnotherWorkspaceIsAnotherDocument() {
        DocumentId other = new DocumentId(Samples.workspace(), id.sourcePath());
        write(GENERATION, upsert(0, "mine"));
        index().write(other, GENERATION + 1, List.of(new ChunkWrite.Delete(0)), false, soon());

        assertThat(texts()).containsExactly("mine");
    }

    @Test
    void whatAVisibleUpsertReplacesIsNotFoundAnyMore() {
        write(GENERATION, upsert(0, "old"), upsert(1, "stays"));

        assertThat(index().write(id, GENERATION + 1, List.of(upsert(0, "new")), true, soon())).containsExactly(APPLIED);

        assertThat(found(id)).extracting(Candidate::text).containsExactlyInAnyOrder("new", "stays");
        assertThat(texts()).containsExactlyInAnyOrder("new", "stays");
    }

    @Test
    void whatIsNotMadeVisibleIsWrittenAllTheSame() {
        assertThat(index().write(id, GENERATION, List.of(upsert(0, "soon")), false, soon()))
                .containsExactly(APPLIED);

        makeVisible();
        assertThat(found(id)).extracting(Candidate::text).containsExactly("soon");
    }

    @Test
    void nothingIsWrittenAfterItsTime() {
        Instant past = clock().instant().minusMillis(1);

        assertThatThrownBy(() -> index().write(id, GENERATION, List.of(upsert(0, "late")), true, past))
                .isInstanceOf(TransientFailure.class);

        assertThat(write(GENERATION, upsert(0, "first"))).containsExactly(APPLIED);
        assertThat(texts()).containsExactly("first");
    }

    private List<Outcome> write(long generation, ChunkWrite... writes) {
        return index().write(id, generation, List.of(writes), false, soon());
    }

    private List<String> texts() {
        makeVisible();
        return found(id).stream().map(Candidate::text).toList();
    }

    private List<Candidate> found(DocumentId document) {
        return search()
                .search(new Probe(
                        document.workspace(),
                        Optional.of(Samples.embedding(dimension(), 0)),
                        Optional.empty(),
                        Filter.ALL,
                        50))
                .semantic();
    }

    private ChunkWrite upsert(int slot, String text) {
        return upsert(slot, Samples.chunk(text));
    }

    private ChunkWrite upsert(int slot, Chunk chunk) {
        return new ChunkWrite.Upsert(slot, chunk, Samples.embedding(dimension(), 0.001 * (1 + slot)));
    }

    private Instant soon() {
        return clock().instant().plusSeconds(60);
    }
}
