package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import engram.domain.PermanentFailure;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.Files;
import engram.ingest.split.SplitSettings;
import engram.ingest.split.Splitter;
import engram.testing.WordTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The hostile files beside the repository settle as docs/reliability.md says. The time limit is against hanging.
@Timeout(300)
final class NastyFilesTest {

    private static final Path ROOT = Path.of(System.getProperty("engram.root"));
    private static final Path FILES = ROOT.resolve("../shared/data/nasty");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (INDEXED|EMPTY|FAILED[ \\w]*) \\|");

    private final Splitter splitter = new Splitter(new WordTokenizer(510), SplitSettings.DEFAULT);

    @Test
    void eachSettlesAsThePageSays() throws IOException {
        assumeTrue(java.nio.file.Files.isDirectory(FILES), () -> "needs the files in " + FILES);
        Map<String, String> settled = new TreeMap<>();
        try (var files = java.nio.file.Files.list(FILES)) {
            for (Path file : files.filter(file -> !file.endsWith("MANIFEST.tsv")).toList()) {
                settled.put(file.getFileName().toString(), settle(file));
            }
        }
        String page = java.nio.file.Files.readString(ROOT.resolve("docs/reliability.md"));
        Map<String, String> told = ROW.matcher(page).results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2).strip()));
        assertThat(told).containsExactlyInAnyOrderEntriesOf(settled);
    }

    private String settle(Path file) throws IOException {
        byte[] bytes = java.nio.file.Files.readAllBytes(file);
        try {
            Extracted extracted = Files.extract("nasty/" + file.getFileName(), "", bytes);
            return splitter.split(extracted).isEmpty() ? "EMPTY" : "INDEXED";
        } catch (PermanentFailure failure) {
            return "FAILED " + failure.rejection().reason();
        }
    }
}
