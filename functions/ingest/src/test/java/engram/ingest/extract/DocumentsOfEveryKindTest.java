package engram.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.ingest.extract.HostileKinds.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Leaves documents of every kind in `target/documents`, good ones and hostile ones, for tests that compare packages.
class DocumentsOfEveryKindTest {

    private static final Path FOLDER = Path.of("target/documents");
    private static final Pattern ENDING = Pattern.compile("\\.[a-z0-9]{1,6}$");
    private static final int OF_EACH = 3;
    /// Of so many hostile ones, one.
    private static final int SHARE = 10;

    private record File(String name, byte[] bytes) {}

    @Test
    void eachLiesInTheFolder() throws IOException {
        List<File> files = new ArrayList<>();
        Samples.all().forEach((name, bytes) -> files.add(new File(name, bytes)));
        for (long seed = 1; seed <= OF_EACH; seed++) {
            long one = seed;
            Planted.writers().forEach(writer -> files.add(new File("a." + writer.ending(), writer.write(new Planted(one)))));
        }
        List<Kind> hostile = Stream.of(HostileOffices.all(), HostilePdfs.all(), HostileContainers.all()).flatMap(List::stream).toList();
        for (int i = 0; i < hostile.size(); i += SHARE) {
            files.add(new File(hostile.get(i).name(), hostile.get(i).bytes()));
        }

        clear();
        for (int i = 0; i < files.size(); i++) {
            Matcher ending = ENDING.matcher(files.get(i).name());
            Files.write(FOLDER.resolve("%03d%s".formatted(i, ending.find() ? ending.group() : "")), files.get(i).bytes());
        }

        try (Stream<Path> written = Files.list(FOLDER)) {
            assertThat(written).hasSize(files.size()).hasSizeGreaterThan(100);
        }
    }

    private static void clear() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> old = Files.list(FOLDER)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
    }
}
