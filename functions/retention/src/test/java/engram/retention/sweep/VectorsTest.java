package engram.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.CachedText;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import engram.domain.retention.Notebook;
import engram.retention.ledger.Receipt;
import engram.testing.retention.InMemoryNotebook;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Proofs that the embedding cache has let go of what was removed.
class VectorsTest {

    private static final String RULES = "version: 1\nrules:\n  - {id: r, mode: act, match: {path: \"w/old/**\"}, grace: 0s, action: %s}\n";

    private final Surroundings world = new Surroundings(new Random(1));

    @Test
    void aProofSaysHowManyVectorsAreGone() {
        world.rules(RULES.formatted("delete"));
        world.put("w/old/a.txt", "text of a");
        indexAndSweep();

        Receipt proof = proof();

        assertThat(proof.thing().vectors()).contains(1L);
        assertThat(proof.detail().orElseThrow()).endsWith("the cache holds none of its 1 vectors");
        assertThat(world.follower.cache.texts()).isEmpty();
        assertThat(textNotes()).isEmpty();
    }

    @Test
    void whatThePipelineLeftInTheCacheIsDroppedBeforeItIsProven() {
        world.follower.leaveVectors();
        world.rules(RULES.formatted("delete"));
        world.put("w/old/a.txt", "text of a");
        indexAndSweep();

        assertThat(proof().detail().orElseThrow()).endsWith("none of its 1 vectors, after 1 of them were dropped");
        assertThat(world.follower.cache.texts()).isEmpty();
    }

    @Test
    void whatAnotherDocumentSharesIsDroppedAsWell() {
        world.rules(RULES.formatted("delete"));
        world.put("w/old/a.txt", "the same");
        world.put("w/b.txt", "the same");
        indexAndSweep();

        assertThat(proof().thing().vectors()).contains(1L);
        assertThat(world.isThere("w/b.txt")).isTrue();
    }

    @Test
    void aRedactedDocumentKeepsTheVectorsOfWhatItHoldsNow() {
        world.rules(RULES.formatted("redact"));
        world.put("w/old/a.txt", "write to ada@example.org");
        indexAndSweep();

        assertThat(proof().thing().vectors()).contains(1L);
        assertThat(world.follower.cache.texts()).containsExactly(text("write to [EMAIL]"));
    }

    @Test
    void aProofThatKnowsOfNoListSaysSo() {
        world.follower.listNothing();
        world.rules(RULES.formatted("delete"));
        world.put("w/old/a.txt", "text of a");
        indexAndSweep();

        assertThat(proof().thing().vectors()).isEmpty();
        assertThat(proof().detail().orElseThrow()).contains("not proven of cached vectors");
    }

    @Test
    void whatWasNotIndexedHadNone() {
        world.rules(RULES.formatted("delete"));
        world.put("w/old/a.txt", "text of a");
        world.run();
        world.run();

        assertThat(proof().thing().vectors()).contains(0L);
    }

    @Test
    void nothingIsProvenBeforeThePipelineHasSettled() {
        world.rules(RULES.formatted("delete"));
        world.put("w/old/a.txt", "text of a");
        world.follower.catchUp(world.clock.instant());
        world.run();
        world.run();

        assertThat(world.kinds()).doesNotContain(Receipt.Kind.PROVEN);
        assertThat(textNotes()).isNotEmpty();
    }

    @Test
    void moreTextsThanANoteHoldsAreNoted() {
        TextNotes notes = new TextNotes(new InMemoryNotebook());
        Set<CachedText> texts = new LinkedHashSet<>();
        for (int i = 0; i < 9_001; i++) {
            texts.add(new CachedText(new ModelVersion("m-" + i % 2), TextHash.of("text " + i)));
        }
        notes.put("d", new TextNotes.Known(true, texts));
        assertThat(notes.of("d")).contains(new TextNotes.Known(true, texts));

        notes.put("d", new TextNotes.Known(false, Set.of()));
        assertThat(notes.of("d")).contains(new TextNotes.Known(false, Set.of()));

        notes.erase("d");
        assertThat(notes.of("d")).isEmpty();
    }

    private void indexAndSweep() {
        world.follower.catchUp(world.clock.instant());
        world.run();
        world.follower.catchUp(world.clock.instant());
        world.run();
    }

    private Receipt proof() {
        return world.receipts().stream().filter(receipt -> receipt.kind() == Receipt.Kind.PROVEN).findFirst().orElseThrow();
    }

    private List<Notebook.Note> textNotes() {
        return world.notebook.list("texts/", Optional.empty(), 100);
    }

    private static CachedText text(String text) {
        return Follower.textOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
