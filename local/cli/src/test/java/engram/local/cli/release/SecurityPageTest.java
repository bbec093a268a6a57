package engram.local.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds SECURITY.md to the tests and classes that it calls as witnesses.
class SecurityPageTest {

    private static final Path ROOT = Path.of(System.getProperty("engram.root"));
    private static final Pattern WITNESS = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");

    @Test
    void everyWitnessIsThere() throws IOException {
        Set<String> classes = classes();
        assertThat(WITNESS.matcher(Files.readString(ROOT.resolve("SECURITY.md"))).results().map(name -> name.group(1)))
                .hasSizeGreaterThan(30)
                .allMatch(classes::contains, "a class of this repository");
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT, 20, (path, attributes) -> path.toString().endsWith(".java") && path.toString().contains("/src/"))) {
            return files.map(path -> path.getFileName().toString().replace(".java", "")).collect(Collectors.toSet());
        }
    }
}
