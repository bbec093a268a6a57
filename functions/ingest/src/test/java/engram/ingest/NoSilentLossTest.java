package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.Files;
import engram.ingest.extract.Planted;
import engram.ingest.split.SplitSettings;
import engram.ingest.split.Splitter;
import engram.testing.WordTokenizer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Words planted in headings, tables, list items, code, link texts, alternative texts, notes, front matter, headers, text boxes, forwarded
/// mails and the last line without a line break of generated documents of each format: each is found in some chunk.
@Timeout(600)
final class NoSilentLossTest {

    private static final String IN_PARTS = " in parts";
    private static final int DOCUMENTS = 20;
    /// Libraries that write them take their time.
    private static final int BINARY_DOCUMENTS = 4;

    private final Splitter splitter = new Splitter(new WordTokenizer(510), SplitSettings.DEFAULT);

    @TestFactory
    List<DynamicTest> everyPlantedWordIsInSomeChunk() {
        long seed = Long.getLong("engram.seed", new Random().nextLong());
        System.out.println("NoSilentLossTest: -Dengram.seed=" + seed);
        Map<String, Function<Planted, byte[]>> formats = new TreeMap<>();
        Planted.writers().forEach(writer -> formats.put(writer.ending() + (writer.binary() ? IN_PARTS : ""), writer::write));
        return formats.entrySet().stream()
                .map(format -> DynamicTest.dynamicTest(format.getKey() + ", seed " + seed, () -> {
                    boolean binary = format.getKey().endsWith(IN_PARTS);
                    for (int i = 0; i < (binary ? BINARY_DOCUMENTS : DOCUMENTS); i++) {
                        check(new Planted(seed + i), format.getKey().split(" ")[0], format.getValue());
                    }
                }))
                .toList();
    }

    private void check(Planted document, String ending, Function<Planted, byte[]> format) {
        byte[] file = format.apply(document);
        Extracted extracted = Files.extract("a." + ending, "", file);
        List<Chunk> chunks = splitter.split(extracted);
        int end = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.start()).isEqualTo(end);
            end = chunk.end();
        }
        assertThat(end).isEqualTo(extracted.text().length());
        List<String> lost = document.words().stream().filter(word -> chunks.stream().noneMatch(chunk -> chunk.text().contains(word))).toList();
        assertThat(lost).as("words of which no chunk has any, of\n%s", extracted.text()).isEmpty();
    }
}
