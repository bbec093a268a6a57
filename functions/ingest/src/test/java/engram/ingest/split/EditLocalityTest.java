package engram.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.domain.ChunkHash;
import engram.ingest.extract.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An edit of one paragraph changes the chunks it touches and leaves those behind it alone, with headings and without.
@Timeout(300)
final class EditLocalityTest {

    private static final long SEED = 20_261_121;
    private static final int EDITS = 100;

    private final Splitter splitter = new Splitter(new PieceTokenizer(), SplitSettings.DEFAULT);

    @Test
    void inPlainTextWithoutAnyHeading() {
        Documents documents = new Documents(SEED);
        measure("a.txt", IntStream.range(0, 800).mapToObj(i -> documents.paragraph()).toList());
    }

    @Test
    void inMarkdown() {
        measure("a.md", new Documents(SEED).markdown(700));
    }

    private void measure(String name, List<String> paragraphs) {
        List<Chunk> before = split(name, paragraphs);
        Set<ChunkHash> known = before.stream().map(Chunk::hash).collect(Collectors.toSet());
        TreeMap<Integer, Integer> changes = new TreeMap<>();
        Random random = new Random(SEED);
        Documents words = new Documents(SEED + 1);
        for (int i = 0; i < EDITS; i++) {
            Set<ChunkHash> after = new HashSet<>();
            split(name, edit(paragraphs, random, words)).forEach(chunk -> after.add(chunk.hash()));
            after.removeAll(known);
            changes.merge(after.size(), 1, Integer::sum);
        }
        double fill = before.stream()
                        .mapToInt(chunk -> new PieceTokenizer().count(chunk.embeddingText()))
                        .average()
                        .orElseThrow()
                / (SplitSettings.DEFAULT.maxTokens() - SplitSettings.MARKS);
        System.out.printf(
                "%s, seed %d: %d chunks, %.0f %% full; chunks changed by an edit: edits %s%n",
                name, SEED, before.size(), 100 * fill, changes);
        assertThat(before.size()).isGreaterThan(300);
        assertThat(fill).isGreaterThan(0.55);
        int few = changes.headMap(2, true).values().stream().mapToInt(Integer::intValue).sum();
        assertThat(few).isGreaterThanOrEqualTo(EDITS * 85 / 100);
        assertThat(changes.lastKey()).isLessThanOrEqualTo(6);
    }

    private List<Chunk> split(String name, List<String> paragraphs) {
        return splitter.split(Files.extract(name, String.join("\n\n", paragraphs)));
    }

    private static List<String> edit(List<String> paragraphs, Random random, Documents words) {
        List<String> edited = new ArrayList<>(paragraphs);
        int at;
        do {
            at = 1 + random.nextInt(edited.size() - 1);
            // A heading is part of every chunk under it, and these edits would leave a fence open.
        } while (edited.get(at).startsWith("#") || edited.get(at).startsWith("`"));
        List<Function<String, String>> edits = List.of(
                paragraph -> paragraph + " " + words.sentence(),
                paragraph -> paragraph.replaceFirst("\\. .*?\\.", "."),
                paragraph -> paragraph.replaceFirst(" \\w+", " " + words.word()),
                paragraph -> paragraph + "\n\n" + words.paragraph());
        edited.set(at, edits.get(random.nextInt(edits.size())).apply(edited.get(at)));
        return edited;
    }
}
