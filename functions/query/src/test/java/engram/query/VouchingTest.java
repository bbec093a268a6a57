package engram.query;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ChunkSearch;
import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.query.Answer.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VouchingTest {

    private static final long FAR_FUTURE = 9_000_000_000_000L;

    private final Shelf shelf = new Shelf();

    @ParameterizedTest
    @EnumSource
    void rubbishIsNeverAnAnswer(Mode mode) {
        shelf.put("acme/good.md", "the tide turns at noon", "boats leave the harbour");
        shelf.put("acme/gone.md", "the tide turns at noon");
        shelf.delete("acme/gone.md");
        shelf.fail("acme/failed.md");
        long old = 1;
        shelf.rubbish("acme/orphan.md", 0, "the tide turns at noon orphan", FAR_FUTURE);
        shelf.rubbish("acme/good.md", 2, "the tide turns at noon past the end", old);
        shelf.rubbish("acme/gone.md", 7, "the tide turns at noon deleted", FAR_FUTURE);
        shelf.rubbish("acme/failed.md", 0, "the tide turns at noon failed", FAR_FUTURE);
        shelf.rubbish(other("acme/good.md"), 0, "the tide turns at noon elsewhere", FAR_FUTURE);

        Answer answer = shelf.search().answer(Shelf.question("the tide turns at noon", mode, 10));

        assertThat(texts(answer)).startsWith("the tide turns at noon")
                .isSubsetOf("the tide turns at noon", "boats leave the harbour");
        assertThat(answer.dropped()).isEqualTo(4);
        assertThat(answer.rounds()).isEqualTo(2);
    }

    @Test
    void anEntryWithAnotherHashIsNoAnswer() {
        shelf.rubbish("acme/a.md", 0, "the tide turns at midnight", shelf.clock.instant().toEpochMilli());
        Librarian.Update update = shelf.begin("acme/a.md", "the tide turns at noon");
        // Committed, but its writes were lost, as after the loss of a node.
        update.commit();

        assertThat(texts(ask("tide", 10))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nextOnesTakeThePlaceOfWhatWasDropped(Mode mode) {
        for (int i = 0; i < 12; i++) {
            shelf.put("acme/good-" + i + ".md", "tide number " + i);
        }
        for (int i = 0; i < 150; i++) {
            shelf.rubbish("acme/an-orphan-" + i + ".md", 0, "tide number", FAR_FUTURE);
        }

        Answer answer = shelf.search().answer(Shelf.question("tide number", mode, 10));

        assertThat(texts(answer)).hasSize(10).allMatch(text -> text.matches("tide number \\d+"));
        assertThat(answer.dropped()).isEqualTo(150);
    }

    @Test
    void rubbishThatWasSeenMovesNoScore() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Shelf clean = new Shelf();
            Shelf littered = new Shelf();
            for (int document = 0; document < 8; document++) {
                String[] passages = passages(random);
                clean.put("acme/" + document, passages);
                littered.put("acme/" + document, passages);
            }
            for (int entry = random.nextInt(20); entry > 0; entry--) {
                littered.rubbish("acme/rubbish-" + entry, random.nextInt(3), words(random), FAR_FUTURE);
                littered.rubbish("acme/" + random.nextInt(8), 20 + entry, words(random), 1);
            }
            String asked = words(random);
            for (Mode mode : Mode.values()) {
                Question question = Shelf.question(asked, mode, 1 + random.nextInt(10));
                Answer expected = clean.search().answer(question);
                Answer answer = littered.search().answer(question);
                assertThat(places(answer)).doesNotHaveDuplicates().hasSameSizeAs(places(expected));
                // Rubbish below the first k is not looked up, and may then be an arm's lowest score.
                if (mode != Mode.HYBRID || answer.rounds() > 1) {
                    assertThat(scores(answer)).as("seed %d, history %d, %s", seed, i, question)
                            .isEqualTo(scores(expected));
                } else {
                    assertThat(places(answer)).noneMatch(place -> place.contains("rubbish"));
                }
            }
        }
    }

    @Test
    void aCommitBetweenIndexAndCatalogHidesNoDocument() {
        shelf.put("acme/a.md", "the tide turns at noon");

        Answer answer = shelf.search(afterSearch(1, () -> shelf.put("acme/a.md", "the tide turns at one")))
                .answer(Shelf.question("tide", Mode.HYBRID, 5));

        assertThat(texts(answer)).containsExactly("the tide turns at one");
        assertThat(answer.dropped()).isZero();
        assertThat(answer.rounds()).isEqualTo(2);
    }

    @Test
    void twoCommitsInTheWayHideNoDocument() {
        shelf.put("acme/a.md", "the tide turns at noon");
        ChunkSearch once = afterSearch(1, () -> shelf.put("acme/a.md", "the tide turns at one"));

        Answer answer = shelf.search(afterSearch(once, 2, () -> shelf.put("acme/a.md", "the tide turns at two")))
                .answer(Shelf.question("tide", Mode.HYBRID, 5));

        assertThat(texts(answer)).containsExactly("the tide turns at two");
        assertThat(answer.rounds()).isEqualTo(3);
    }

    @Test
    void aDeletionBetweenIndexAndCatalogHolds() {
        shelf.put("acme/a.md", "the tide turns at noon");
        shelf.put("acme/b.md", "the tide is high");

        Answer answer = shelf.search(afterSearch(1, () -> shelf.delete("acme/a.md")))
                .answer(Shelf.question("tide", Mode.LEXICAL, 5));

        assertThat(texts(answer)).containsExactly("the tide is high");
        assertThat(answer.dropped()).isZero();
    }

    @Test
    void anUpdateUnderWayIsAnsweredFromBothItsSides() {
        shelf.put("acme/a.md", "the tide turns at noon", "boats leave at noon");
        Librarian.Update update = shelf.begin("acme/a.md", "the tide turns at one");
        update.writeChunks();

        List<Hit> hits = ask("noon one tide boats", 5).hits();

        assertThat(hits).extracting(hit -> hit.passage().text())
                .containsExactlyInAnyOrder("the tide turns at one", "boats leave at noon");
        assertThat(hits).filteredOn(hit -> hit.origin().isPresent())
                .extracting(hit -> hit.passage().text())
                .containsExactly("boats leave at noon");
    }

    @Test
    void aNewDocumentAppearsWhole() {
        Librarian.Update update = shelf.begin("acme/a.md", "the tide turns at noon", "the tide is low");
        update.writeChunks();
        assertThat(texts(ask("tide", 5))).isEmpty();

        update.commit();
        assertThat(texts(ask("tide", 5))).hasSize(2);
    }

    @Test
    void anUndisturbedAnswerTakesOneRound() {
        shelf.put("acme/a.md", "the tide turns at noon");

        Answer answer = ask("tide", 5);

        assertThat(answer.rounds()).isEqualTo(1);
        assertThat(answer.hits().getFirst().origin()).hasValueSatisfying(origin -> {
            assertThat(origin.entry().end()).isEqualTo("the tide turns at noon".length());
            assertThat(origin.object()).isEqualTo(shelf.bucket.find(new SourcePath("acme/a.md")));
        });
    }

    private Answer ask(String text, int k) {
        return shelf.search().answer(Shelf.question(text, Mode.HYBRID, k));
    }

    private ChunkSearch afterSearch(int which, Runnable event) {
        return afterSearch(shelf.index, which, event);
    }

    /// The index, and what happens right after it has answered for the `which`th time.
    private static ChunkSearch afterSearch(ChunkSearch index, int which, Runnable event) {
        int[] answers = {0};
        return probe -> {
            ChunkSearch.Candidates found = index.search(probe);
            if (++answers[0] == which) {
                event.run();
            }
            return found;
        };
    }

    private static DocumentId other(String path) {
        return new DocumentId(new Workspace("other"), new SourcePath(path));
    }

    private static List<String> texts(Answer answer) {
        return answer.hits().stream().map(hit -> hit.passage().text()).toList();
    }

    private static List<String> places(Answer answer) {
        return answer.hits().stream()
                .map(hit -> hit.passage().document() + "#" + hit.passage().slot())
                .toList();
    }

    private static List<String> scores(Answer answer) {
        return answer.hits().stream()
                .map(hit -> hit.passage().document() + "#" + hit.passage().slot() + " " + hit.score())
                .toList();
    }

    private static String[] passages(Random random) {
        List<String> passages = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            passages.add(words(random));
        }
        return passages.toArray(String[]::new);
    }

    private static String words(Random random) {
        return random.ints(1 + random.nextInt(6), 0, 12).mapToObj(word -> "w" + word).collect(Collectors.joining(" "));
    }
}
