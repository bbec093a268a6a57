package engram.local.cli;

import engram.local.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Runs a command line as a process would, and keeps what it wrote.
final class Console {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Shell shell;

    Console(Path data) {
        PrintStream toOut = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream toErr = new PrintStream(err, false, StandardCharsets.UTF_8);
        shell = new Shell(new Terminal(toOut, toErr, false, false, 100), Map.of("ENGRAM_DATA", data.toString(), "HOME", data.toString(), "TMPDIR", data.toString()), data);
    }

    /// What a running system's `engram.json` says, as far as the command line reads it; all but S3 is where nothing answers.
    static String description(long pid, URI s3, String bucket) {
        return """
                {"pid": %d, "url": "http://127.0.0.1:1", "s3": {"endpoint": "%s", "bucket": "%s"},
                 "opensearch": {"endpoint": "http://127.0.0.1:1", "alias": "engram"}}
                """.formatted(pid, s3, bucket);
    }

    int run(String... arguments) {
        return Main.run(shell, arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
