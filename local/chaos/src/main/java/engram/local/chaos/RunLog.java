package engram.local.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// What happened when, in a file beside the logs of the processes. Safe for use by several threads.
final class RunLog implements AutoCloseable {

    private final PrintWriter file;
    private final Told told;
    private final Clock clock;

    RunLog(Path file, Told told, Clock clock) {
        try {
            this.file = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
        this.told = told;
        this.clock = clock;
    }

    synchronized void say(String what) {
        file.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + what);
        told.say(what);
    }

    @Override
    public void close() {
        file.close();
    }
}
