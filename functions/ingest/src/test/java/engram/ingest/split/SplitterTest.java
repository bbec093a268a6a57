package engram.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Chunk;
import engram.ingest.extract.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SplitterTest {

    private static final String SECTION = "This sentence says a thing or two about it. ".repeat(24) + "\n\n";

    private final Splitter splitter = new Splitter(new PieceTokenizer(), SplitSettings.DEFAULT);

    @Test
    void whatFitsIsOneChunk() {
        List<Chunk> chunks = splitter.split(Files.extract("a.md", "# Title\n\nWords.\n\n## Sub\n\nMore.\n"));
        assertThat(chunks).singleElement().satisfies(chunk -> {
            assertThat(chunk.text()).isEqualTo("# Title\n\nWords.\n\n## Sub\n\nMore.\n");
            assertThat(chunk.embeddingText()).isEqualTo(chunk.text());
            assertThat(chunk.headingPath()).containsExactly("Title");
        });
    }

    @Test
    void whiteSpaceAloneHasNoChunks() {
        assertThat(splitter.split(Files.extract("a.txt", ""))).isEmpty();
        assertThat(splitter.split(Files.extract("a.md", " \n\t\n\u00A0"))).isEmpty();
    }

    @Test
    void titleAndHeadingsStandBeforeTheTextThatLacksThem() {
        String page = "---\ntitle: Guide\n---\n\n# Guide\n\n" + SECTION + "## Setup\n\n" + SECTION + "### On Linux\n\n" + SECTION;
        List<Chunk> chunks = splitter.split(Files.extract("a.md", page));
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.title()).isEqualTo("Guide"));
        assertThat(prefix(chunks.getFirst())).isEmpty();
        assertThat(chunk(chunks, "## Setup")).satisfies(setup -> {
            assertThat(setup.headingPath()).containsExactly("Guide", "Setup");
            assertThat(prefix(setup)).isEqualTo("Guide\n\n");
        });
        assertThat(chunks.getLast().headingPath()).containsExactly("Guide", "Setup", "On Linux");
        assertThat(prefix(chunks.getLast())).isEqualTo("Guide\nSetup\nOn Linux\n\n");
    }

    @Test
    void aTableOrListIsCutBetweenRowsOrItems() {
        String table = "| a | b |\n|---|---|\n" + "| some words here | and some more there |\n".repeat(60);
        splitter.split(Files.extract("a.md", table)).stream().skip(1).forEach(chunk -> assertThat(chunk.text())
                .startsWith("| some words here |"));
        String list = "- an item that has\n  two lines\n".repeat(80);
        splitter.split(Files.extract("a.md", list)).forEach(chunk -> assertThat(chunk.text()).startsWith("- an item"));
    }

    @Test
    void codeThatDoesNotFitIsCutBetweenLines() {
        String code = "```\n" + "    call(argument, another);\n".repeat(100) + "```\n";
        splitter.split(Files.extract("a.md", code)).stream().skip(1).forEach(chunk -> assertThat(chunk.text())
                .matches("(?s)( {4}call|```).*"));
    }

    @Test
    void noCutGoesThroughWhatAReaderTakesForOneCharacter() {
        for (String character : List.of("\uD83D\uDC68\u200D\uD83D\uDC69", "\uD83C\uDDE9\uD83C\uDDEA", "a\u0301\u0302", "\uD83D\uDC4D\uD83C\uDFFD")) {
            List<Chunk> chunks = splitter.split(Files.extract("a.txt", character.repeat(20_000)));
            assertThat(chunks).hasSizeGreaterThan(1).allSatisfy(chunk -> assertThat(chunk.text()).startsWith(character));
        }
    }

    @Test
    void aModelThatReadsLessThanAChunkMayHaveIsRefused() {
        assertThatThrownBy(() -> new Splitter(new PieceTokenizer(), new SplitSettings(513, 0, 64, 8_000, 10)))
                .hasMessage("maxTokens 513 is more than the 512 that the model reads");
        assertThatThrownBy(() -> new SplitSettings(64, 0, 64, 8_000, 10))
                .hasMessageContaining("maxTokens 64 leaves a chunk less than 16 tokens");
    }

    private static String prefix(Chunk chunk) {
        return chunk.embeddingText().substring(0, chunk.embeddingText().length() - chunk.text().length());
    }

    private static Chunk chunk(List<Chunk> chunks, String beginning) {
        return chunks.stream()
                .filter(chunk -> chunk.text().startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }
}
