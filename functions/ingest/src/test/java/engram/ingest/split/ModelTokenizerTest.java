package engram.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.domain.Tokenizer;
import engram.embedding.EmbeddingSettings;
import engram.embedding.WordPieceTokenizer;
import engram.ingest.extract.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The bound holds for the tokenizer of the real model, whose words are cut into pieces by the longest match.
@Timeout(120)
final class ModelTokenizerTest {

    private static final Path MODELS = Path.of("..", "embedding", "target", "model");

    @Test
    void noChunkIsLongerThanTheModelReads() {
        Assumptions.assumeTrue(
                java.nio.file.Files.isDirectory(MODELS), "the module embedding has not been packaged: no " + MODELS);
        Tokenizer tokenizer = WordPieceTokenizer.open(EmbeddingSettings.in(MODELS));
        Splitter splitter = new Splitter(tokenizer, SplitSettings.DEFAULT);
        for (long seed = 1; seed <= 5; seed++) {
            Documents documents = new Documents(seed);
            String hostile = "\uAC01".repeat(3_000) + " " + "x".repeat(9_000) + " " + "\u6F22".repeat(2_000) + " " + "a,b;".repeat(500);
            List<String> blocks = documents.markdown(100);
            blocks.add(40, hostile);
            String text = String.join("\n\n", blocks);
            int end = 0;
            for (Chunk chunk : splitter.split(Files.extract("a.md", text))) {
                assertThat(tokenizer.count(chunk.embeddingText())).as("seed %d, %s", seed, chunk).isLessThanOrEqualTo(254);
                assertThat(chunk.start()).isEqualTo(end);
                end = chunk.end();
            }
            assertThat(end).isEqualTo(text.length());
        }
    }
}
