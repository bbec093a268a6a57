package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedTest {

    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    Path data;

    private void describe(long pid) throws IOException {
        Files.writeString(data.resolve("engram.json"), Console.description(pid, URI.create("http://127.0.0.1:1"), "engram"));
    }

    @Test
    void whatAKilledSystemLeftIsNotTheSystemThatIsAwaited() throws IOException {
        assertThat(Detached.running(data, SELF)).isNull();
        describe(999_999_999);
        assertThat(Detached.running(data, SELF)).isNull();
        Files.writeString(data.resolve("engram.json"), "{\"pid\": 12");
        assertThat(Detached.running(data, SELF)).isNull();
        describe(SELF);
        assertThat(Detached.running(data, SELF).pid()).isEqualTo(SELF);
    }

    @Test
    void foldersAreNamedAsSeenFromWhereTheCommandWasCalled() {
        assertThat(Path.of(Detached.absolute("cache"))).isAbsolute().isEqualTo(Path.of("cache").toAbsolutePath());
        assertThat(Detached.absolute("/a/../b")).isEqualTo("/b");
    }
}
