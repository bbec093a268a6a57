package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import engram.domain.Chunk;
import engram.domain.ChunkIndex;
import engram.domain.ChunkIndex.Outcome;
import engram.domain.ChunkSearch;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkSearch.Candidates;
import engram.domain.ChunkSearch.Probe;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.Filter;
import engram.domain.Workspace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What [ChunkSearch] promises.
public abstract class ChunkSearchContract {

    private static final long GENERATION = 1_763_726_400_000L;

    protected abstract ChunkIndex index();

    protected abstract ChunkSearch search();

    /// Length of the vectors that the index takes.
    protected abstract int dimension();

    /// The clock that the index goes by.
    protected abstract InstantSource clock();

    /// Lets searches see all that was written.
    protected abstract void makeVisible();

    private final Workspace workspace = Samples.workspace();

    @Test
    void theNearestComeFirstWithTheirScores() {
        put("far.md", "text/plain", 1.0, "far");
        put("near.md", "text/plain", 0.1, "near");
        put("nearer.md", "text/plain", 0.01, "nearer");

        List<Candidate> found = semantic(0, Filter.ALL, 10);

        assertThat(found).extracting(Candidate::text).containsExactly("nearer", "near", "far");
        assertThat(found.get(2).score()).isCloseTo((1 + Math.cos(1.0)) / 2, within(1e-4));
        assertThat(found.getFirst().generation()).isEqualTo(GENERATION);
    }

    @Test
    void theOnesWithTheWordsComeFirstAndOthersNotAtAll() {
        put("one.md", "text/plain", 0.5, "quokka pictures");
        put("both.md", "text/plain", 0.6, "quokka wombat");
        put("none.md", "text/plain", 0.7, "heron pictures");

        List<Candidate> found = lexical("quokka wombat", Filter.ALL, 10);

        assertThat(found).extracting(Candidate::text).containsExactly("quokka wombat", "quokka pictures");
        assertThat(found.get(0).score()).isGreaterThan(found.get(1).score());
    }

    @Test
    void titlesAreSearchedForWordsToo() {
        put("titled.md", "text/plain", 0.5, "nothing to see", "Platypus handbook");

        assertThat(lexical("platypus", Filter.ALL, 10)).extracting(Candidate::title).containsExactly("Platypus handbook");
    }

    @Test
    void bothArmsAnswerInOneSearch() {
        put("a.md", "text/plain", 0.1, "quokka");
        put("b.md", "text/plain", 0.2, "wombat");

        Candidates found = search().search(new Probe(
                workspace, Optional.of(Samples.embedding(dimension(), 0)), Optional.of("wombat"), Filter.ALL, 10));

        assertThat(found.semantic()).extracting(Candidate::text).containsExactly("quokka", "wombat");
        assertThat(found.lexical()).extracting(Candidate::text).containsExactly("wombat");
    }

    @Test
    void anArmThatIsNotAskedIsEmpty() {
        put("a.md", "text/plain", 0.1, "quokka");

        assertThat(search().search(probe(Optional.empty(), Optional.empty(), Filter.ALL, 10)))
                .isEqualTo(new Candidates(List.of(), List.of()));
        assertThat(search()
                        .search(probe(Optional.of(Samples.embedding(dimension(), 0)), Optional.empty(), Filter.ALL, 10))
                        .lexical())
                .isEmpty();
        assertThat(search()
                        .search(probe(Optional.empty(), Optional.of("quokka"), Filter.ALL, 10))
                        .semantic())
                .isEmpty();
    }

    @Test
    void neverMoreThanAskedFor() {
        for (int i = 0; i < 8; i++) {
            put(i + ".md", "text/plain", 0.1 * i, "quokka " + i);
        }

        assertThat(semantic(0, Filter.ALL, 3)).extracting(Candidate::text)
                .containsExactly("quokka 0", "quokka 1", "quokka 2");
        assertThat(lexical("quokka", Filter.ALL, 3)).hasSize(3);
    }

    @Test
    void anotherWorkspacesChunksAreNeverFound() {
        Workspace other = Samples.workspace();
        put(Samples.document(other, "theirs.md"), chunk("text/plain", "quokka", "A guide"), 0);
        put("mine.md", "text/plain", 1.2, "quokka");

        assertThat(semantic(0, Filter.ALL, 10)).extracting(Candidate::document)
                .containsExactly(Samples.document(workspace, "mine.md"));
        assertThat(lexical("quokka", Filter.ALL, 10)).extracting(Candidate::document)
                .containsExactly(Samples.document(workspace, "mine.md"));
    }

    @Test
    void aWorkspaceThatNobodyKnowsHasNothing() {
        assertThat(semantic(0, Filter.ALL, 10)).isEmpty();
        assertThat(lexical("quokka", Filter.ALL, 10)).isEmpty();
    }

    @Test
    void aPrefixOfTheSourcePathIsTakenLetterByLetter() {
        put("docs/a*b?/x y+z%20.md", "text/plain", 0.1, "quokka one");
        put("docs/aXbY/x.md", "text/plain", 0.2, "quokka two");
        put("Docs/a*b?/x.md", "text/plain", 0.3, "quokka three");
        put("docs/ä/😀.md", "text/plain", 0.4, "quokka four");

        assertThat(both(prefix("docs/a*b?/x y+"))).containsExactly("quokka one");
        assertThat(both(prefix("docs/a*b"))).containsExactly("quokka one");
        assertThat(both(prefix("docs/"))).containsExactly("quokka one", "quokka two", "quokka four");
        assertThat(both(prefix("docs/ä/😀"))).containsExactly("quokka four");
        assertThat(both(prefix("doc*"))).isEmpty();
        assertThat(both(new Filter.SourcePathPrefix("")))
                .containsExactly("quokka one", "quokka two", "quokka three", "quokka four");
    }

    @Test
    void aContentTypeIsTakenWhole() {
        put("a.html", "text/html", 0.1, "quokka html");
        put("a.md", "text/markdown", 0.2, "quokka md");

        assertThat(both(new Filter.ContentType("text/markdown"))).containsExactly("quokka md");
        assertThat(both(new Filter.ContentType("text"))).isEmpty();
    }

    @Test
    void allPartsOfAFilterMustLetAChunkThrough() {
        put("x/a.html", "text/html", 0.1, "quokka one");
        put("x/a.md", "text/markdown", 0.2, "quokka two");
        put("y/a.md", "text/markdown", 0.3, "quokka three");

        Filter markdown = new Filter.ContentType("text/markdown");
        assertThat(both(new Filter.And(List.of(markdown, prefix("x/"))))).containsExactly("quokka two");
        assertThat(both(new Filter.And(List.of(markdown, new Filter.And(List.of(prefix("y/"), Filter.ALL))))))
                .containsExactly("quokka three");
        assertThat(both(new Filter.And(List.of(markdown, new Filter.ContentType("text/html"))))).isEmpty();
    }

    @Test
    void aFilterFindsTheFewThatPassHoweverManyAreNearer() {
        List<ChunkWrite> near = new ArrayList<>();
        for (int slot = 0; slot < 400; slot++) {
            near.add(new ChunkWrite.Upsert(
                    slot, Samples.chunk("near " + slot), Samples.embedding(dimension(), 0.0001 * slot)));
        }
        write(Samples.document(workspace, "near.md"), near);
        put("far.html", "text/html", 1.5, "far away");

        assertThat(semantic(0, new Filter.ContentType("text/html"), 5)).extracting(Candidate::text)
                .containsExactly("far away");
    }

    @Test
    void theWordsAreHighlightedInBothArmsIfThereAreWords() {
        put("a.md", "text/plain", 0.1, "the quokka sleeps under a tree");

        Candidates found = search().search(probe(
                Optional.of(Samples.embedding(dimension(), 0)), Optional.of("quokka"), Filter.ALL, 10));

        assertThat(found.lexical().getFirst().highlights())
                .isNotEmpty()
                .allSatisfy(passage -> assertThat(passage).contains("<em>quokka</em>"));
        assertThat(found.semantic().getFirst().highlights())
                .isNotEmpty()
                .allSatisfy(passage -> assertThat(passage).contains("<em>quokka</em>"));
        assertThat(semantic(0, Filter.ALL, 10).getFirst().highlights()).isEmpty();
    }

    @Test
    void noHighlightsWhereTheWordsAreNotInTheText() {
        put("a.md", "text/plain", 0.1, "the heron sleeps");

        Candidates found = search().search(probe(
                Optional.of(Samples.embedding(dimension(), 0)), Optional.of("quokka"), Filter.ALL, 10));

        assertThat(found.semantic().getFirst().highlights()).isEmpty();
        assertThat(found.lexical()).isEmpty();
    }

    @Test
    void aQuestionOfAnyKindIsAQuestion() {
        put("a.md", "text/plain", 0.1, "quokka");

        assertThat(lexical("quokka AND NOT (\"x\" OR *:* ?) {\"query\": [] } \\ /a/ ~5 ^2 \u0000 <b>", Filter.ALL, 10))
                .hasSize(1);
        assertThat(lexical("quokka " + "other words ".repeat(4_000), Filter.ALL, 10)).hasSize(1);
        assertThat(lexical("quokka " + numbers(4_000), Filter.ALL, 10)).hasSize(1);
        assertThat(lexical("quokka " + ideographs(4_000), Filter.ALL, 10)).hasSize(1);
        assertThat(lexical("quokka " + numbers(4_000).replace(' ', '-'), Filter.ALL, 10)).hasSize(1);
        assertThat(lexical("", Filter.ALL, 10)).isEmpty();
        assertThat(lexical("?!", Filter.ALL, 10)).isEmpty();
    }

    private static String numbers(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i).append(' ');
        }
        return text.toString();
    }

    private static String ideographs(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.appendCodePoint(0x4e00 + i);
        }
        return text.toString();
    }

    /// What both arms find, which must be the same, in the order of the semantic one.
    private List<String> both(Filter filter) {
        List<String> near = semantic(0, filter, 10).stream().map(Candidate::text).toList();
        assertThat(lexical("quokka", filter, 10)).extracting(Candidate::text).containsExactlyInAnyOrderElementsOf(near);
        return near;
    }

    private Filter prefix(String name) {
        return new Filter.SourcePathPrefix(workspace + "/" + name);
    }

    private List<Candidate> semantic(double angle, Filter filter, int k) {
        return search()
                .search(probe(Optional.of(Samples.embedding(dimension(), angle)), Optional.empty(), filter, k))
                .semantic();
    }

    private List<Candidate> lexical(String words, Filter filter, int k) {
        return search().search(probe(Optional.empty(), Optional.of(words), filter, k)).lexical();
    }

    private Probe probe(Optional<Embedding> embedding, Optional<String> words, Filter filter, int k) {
        return new Probe(workspace, embedding, words, filter, k);
    }

    private void put(String name, String contentType, double angle, String text) {
        put(name, contentType, angle, text, "A guide");
    }

    private void put(String name, String contentType, double angle, String text, String title) {
        put(Samples.document(workspace, name), chunk(contentType, text, title), angle);
    }

    private void put(DocumentId id, Chunk chunk, double angle) {
        write(id, List.of(new ChunkWrite.Upsert(0, chunk, Samples.embedding(dimension(), angle))));
    }

    private void write(DocumentId id, List<ChunkWrite> writes) {
        assertThat(index().write(id, GENERATION, writes, false, clock().instant().plusSeconds(60)))
                .allMatch(Outcome.Applied.class::isInstance);
        makeVisible();
    }

    private static Chunk chunk(String contentType, String text, String title) {
        return new Chunk(0, text.length(), text, title, List.of("Heading"), title + text, contentType, Map.of());
    }
}
