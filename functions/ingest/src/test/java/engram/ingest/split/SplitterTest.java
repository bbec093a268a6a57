package engram.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.ingest.extract.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SplitterTest {

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
    void everyCharacterIsInAChunk() {
        StringBuilder text = new StringBuilder("# Title\n\n");
        for (int i = 0; i < 300; i++) {
            text.append("Sentence number ").append(i).append(" of many. ").append(i % 7 == 0 ? "\n\n" : "");
            text.append(i % 40 == 0 ? "## Section " + i + "\n\n" : "");
        }
        List<Chunk> chunks = splitter.split(Files.extract("a.md", text.toString()));
        int end = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.start()).isEqualTo(end);
            assertThat(chunk.text()).isEqualTo(text.substring(chunk.start(), chunk.end()));
            assertThat(new PieceTokenizer().count(chunk.embeddingText())).isLessThanOrEqualTo(254);
            end = chunk.end();
        }
        assertThat(end).isEqualTo(text.length());
    }
}
