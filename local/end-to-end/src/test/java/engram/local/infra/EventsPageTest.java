package engram.local.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `events/README.md` names each event that is there, and no other.
class EventsPageTest {

    @Test
    void eachEventIsNamedOnThePage() throws IOException {
        Set<String> named = Pattern.compile("`([a-z]+-[a-z0-9-]+\\.json)`").matcher(Repository.text("events/README.md")).results()
                .map(name -> name.group(1)).collect(Collectors.toSet());
        Set<String> present;
        try (Stream<Path> files = Files.list(Repository.path("events"))) {
            present = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")).collect(Collectors.toSet());
        }

        assertThat(present).hasSizeGreaterThan(30).isEqualTo(named);
    }
}
