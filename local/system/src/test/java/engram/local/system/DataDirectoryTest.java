package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path data;

    private final List<String> lines = new ArrayList<>();
    private final Journal journal = (who, line) -> lines.add(line);
    private Process child;

    @BeforeEach
    void someProcess() throws Exception {
        child = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        child.destroyForcibly();
    }

    @Test
    void whatAKilledSystemLeftRunningIsEnded() throws Exception {
        describe(DataDirectory.born(child.toHandle()));

        try (var directory = DataDirectory.claim(data)) {
            directory.endLeftovers(journal);
        }

        assertThat(child.isAlive()).isFalse();
        assertThat(lines).anyMatch(line -> line.contains("left running"));
    }

    @Test
    void aLaterProcessWithTheSamePidIsLeftAlone() throws Exception {
        describe(DataDirectory.born(child.toHandle()) - 60_000);

        try (var directory = DataDirectory.claim(data)) {
            directory.endLeftovers(journal);
        }

        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void aDamagedDescriptionIsForgotten() throws Exception {
        Files.writeString(Description.file(data), "{");

        try (var directory = DataDirectory.claim(data)) {
            directory.endLeftovers(journal);
        }

        assertThat(Description.file(data)).doesNotExist();
    }

    @Test
    void oneAtATime() throws Exception {
        try (var first = DataDirectory.claim(data)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DataDirectory.claim(data)).isInstanceOf(SystemFailure.class)
                    .hasMessageContaining("already running");
        }
        DataDirectory.claim(data).close();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsSaidSo() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.claim(file)).isInstanceOf(SystemFailure.class)
                .hasMessageContaining(file.toString()).hasMessageContaining("ENGRAM_DATA");
    }

    private void describe(long born) throws Exception {
        URI nowhere = URI.create("http://127.0.0.1:1");
        new Description(1, 0, "2026-01-01T00:00:00Z", nowhere, new Description.S3(nowhere, "engram"),
                new Description.Sqs(nowhere, "", ""), new Description.DynamoDb(nowhere, "", ""),
                new Description.OpenSearch(nowhere, "", "domain"), List.of(new Description.Child("part", "part", child.pid(), born,
                        1, data.resolve("log"), "running"))).write(data);
    }
}
