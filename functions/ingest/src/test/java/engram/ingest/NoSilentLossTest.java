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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Words planted in headings, tables, list items, code, link texts, alternative texts, footnotes, front matter and the last
/// line without a line break of generated documents of each text format: each is found in some chunk.
@Timeout(120)
final class NoSilentLossTest {

    private static final int DOCUMENTS = 20;

    private final Splitter splitter = new Splitter(new WordTokenizer(510), SplitSettings.DEFAULT);

    @TestFactory
    List<DynamicTest> everyPlantedWordIsInSomeChunk() {
        long seed = Long.getLong("engram.seed", new Random().nextLong());
        System.out.println("NoSilentLossTest: -Dengram.seed=" + seed);
        return Planted.FORMATS.entrySet().stream()
                .map(format -> DynamicTest.dynamicTest(format.getKey() + ", seed " + seed, () -> {
                    for (int i = 0; i < DOCUMENTS; i++) {
                        Planted document = new Planted(seed + i);
                        check(document, format);
                    }
                }))
                .toList();
    }

    private void check(Planted document, Map.Entry<String, Planted.Format> format) {
        String text = format.getValue().write(document);
        Extracted extracted = Files.extract("a." + format.getKey(), text);
        List<Chunk> chunks = splitter.split(extracted);
        int end = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.start()).isEqualTo(end);
            end = chunk.end();
        }
        assertThat(end).isEqualTo(extracted.text().length());
        for (String word : document.words()) {
            assertThat(chunks).as("%s in\n%s", word, text).anyMatch(chunk -> chunk.text().contains(word));
        }
    }
}
