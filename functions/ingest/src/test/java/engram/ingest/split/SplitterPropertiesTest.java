package engram.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.domain.Tokenizer;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every document, on documents generated from a seed.
@Timeout(120)
final class SplitterPropertiesTest {

    private static final int BUDGET = SplitSettings.DEFAULT.maxTokens() - SplitSettings.MARKS;

    private final Tokenizer tokenizer = new PieceTokenizer();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void markdown(long seed) {
        Documents documents = new Documents(seed);
        check(Files.extract("a.md", String.join("\n\n", documents.markdown(150))), documents);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void html(long seed) {
        Documents documents = new Documents(seed);
        check(Files.extract("a.html", String.join("\n", documents.html(150))), documents);
    }

    private void check(Extracted extracted, Documents documents) {
        List<Chunk> chunks = new Splitter(tokenizer, SplitSettings.DEFAULT).split(extracted);
        assertThat(chunks.size()).isGreaterThan(10);
        covers(chunks, extracted.text());
        chunks.forEach(chunk -> assertThat(tokenizer.count(chunk.embeddingText())).isLessThanOrEqualTo(BUDGET));
        documents.planted().forEach(word -> assertThat(chunks).anyMatch(chunk -> chunk.text().contains(word)));
        keepsTogether(chunks, extracted);
        assertThat(new Splitter(tokenizer, SplitSettings.DEFAULT).split(extracted)).isEqualTo(chunks);

        SplitSettings overlapping = new SplitSettings(256, 30, 64, 8_000, 10_000);
        List<Chunk> repeated = new Splitter(tokenizer, overlapping).split(extracted);
        repeated.forEach(chunk -> assertThat(tokenizer.count(chunk.embeddingText())).isLessThanOrEqualTo(BUDGET));
        overlaps(repeated, extracted.text());
    }

    private static void covers(List<Chunk> chunks, String text) {
        int end = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.start()).isEqualTo(end);
            assertThat(chunk.text()).isEqualTo(text.substring(chunk.start(), chunk.end()));
            assertThat(chunk.embeddingText()).endsWith(chunk.text());
            end = chunk.end();
        }
        assertThat(end).isEqualTo(text.length());
    }

    private static void overlaps(List<Chunk> chunks, String text) {
        int end = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.start()).isLessThanOrEqualTo(end);
            assertThat(chunk.text()).isEqualTo(text.substring(chunk.start(), chunk.end()));
            assertThat(chunk.end()).isGreaterThan(end);
            end = chunk.end();
        }
        assertThat(end).isEqualTo(text.length());
        assertThat(chunks.stream().skip(1)).anyMatch(chunk -> chunk.start() > 0);
    }

    /// No cut inside of code, a row, an item or a sentence that would fit, nor behind a heading.
    private void keepsTogether(List<Chunk> chunks, Extracted extracted) {
        TreeSet<Integer> cuts = new TreeSet<>();
        chunks.forEach(chunk -> cuts.add(chunk.start()));
        all(extracted.blocks()).forEach(block -> {
            String own = extracted.text().substring(block.start(), block.end()).stripTrailing();
            boolean fits = tokenizer.count(own) <= BUDGET - SplitSettings.DEFAULT.maxPrefixTokens();
            Integer cut = cuts.higher(block.start());
            switch (block.kind()) {
                case CODE, ROW, ITEM, HEADING ->
                    assertThat(fits && cut != null && cut < block.start() + own.length())
                            .as("%s %s cut at %s", block.kind(), own, cut)
                            .isFalse();
                case PARAGRAPH -> {
                    if (fits && cut != null && cut < block.start() + own.length()) {
                        assertThat(extracted.text().substring(0, cut).stripTrailing()).endsWith(".");
                    }
                }
                case FRONT_MATTER, TABLE, LIST, QUOTE, OTHER -> {}
            }
        });
        List<Block> blocks = extracted.blocks();
        for (int i = 0; i + 1 < blocks.size(); i++) {
            if (blocks.get(i).kind() == Block.Kind.HEADING && blocks.get(i + 1).kind() == Block.Kind.PARAGRAPH) {
                assertThat(cuts).doesNotContain(blocks.get(i + 1).start());
            }
        }
    }

    private static Stream<Block> all(List<Block> blocks) {
        return blocks.stream().flatMap(block -> Stream.concat(Stream.of(block), all(block.parts())));
    }
}
