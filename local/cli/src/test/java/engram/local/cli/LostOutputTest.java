package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostOutputTest {

    @TempDir
    Path data;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /// Runs it with a standard output that takes nothing, as a full disk does.
    private int run(String... arguments) {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        }, false, StandardCharsets.UTF_8);
        PrintStream toErr = new PrintStream(err, false, StandardCharsets.UTF_8);
        Shell shell = new Shell(new Terminal(full, toErr, false, false, 100), Map.of("ENGRAM_DATA", data.toString()), data);
        return Main.run(shell, arguments);
    }

    @Test
    void aResultThatNobodyGetsIsAFailure() {
        assertThat(run("--help")).isEqualTo(Failure.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("standard output could not be written");
    }

    @Test
    void logsAreNotFollowedForNobody() throws IOException {
        Files.writeString(Files.createDirectories(data.resolve("logs")).resolve("s3.log"), "a line\n");
        assertThat(run("logs", "-f")).isEqualTo(Failure.FAILED);
    }
}
