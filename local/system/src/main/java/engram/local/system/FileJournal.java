package engram.local.system;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// A journal in a file, one line an entry with its time in UTC. A file over 10 MB makes room for a new one at the start.
final class FileJournal implements Journal, AutoCloseable {

    private static final long LARGEST = 10_000_000;

    private final BufferedWriter out;
    private final Clock clock;
    private boolean open = true;

    private FileJournal(BufferedWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    static FileJournal open(Path file, Clock clock) throws IOException {
        Files.createDirectories(file.getParent());
        makeRoom(file);
        return new FileJournal(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), clock);
    }

    /// Moves a log that has grown over 10 MB to `NAME.1`, in place of the one before.
    static void makeRoom(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public synchronized void say(String who, String line) {
        if (!open) {
            return;
        }
        try {
            out.write(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + who + ": " + line.replaceAll("\\R", " "));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            // The last place left to say it; what goes on does not depend on its log.
            System.err.println(who + ": " + line + " (and the log cannot be written: " + e.getMessage() + ")");
        }
    }

    @Override
    public synchronized void close() throws IOException {
        open = false;
        out.close();
    }
}
