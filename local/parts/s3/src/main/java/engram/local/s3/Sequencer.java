package engram.local.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;

/// Hexadecimal numbers of 16 digits that only grow, over restarts and steps of the clock backwards, too.
///
/// They are microseconds since 1970 where that grows. The file holds a bound that no number given out has reached.
final class Sequencer {
    private static final long RESERVE = 3_600_000_000L;

    private final Path file;
    private final Clock clock;
    private long last;
    private long bound;

    Sequencer(Path file, Clock clock) throws IOException {
        this.file = file;
        this.clock = clock;
        this.bound = read(file);
        this.last = bound;
    }

    synchronized String next() throws IOException {
        long now = clock.millis() * 1000;
        last = Math.max(last + 1, now);
        if (last >= bound) {
            bound = last + RESERVE;
            Spool.write(file, Long.toHexString(bound));
        }
        return "%016X".formatted(last);
    }

    private static long read(Path file) throws IOException {
        try {
            return Long.parseLong(Files.readString(file).strip(), 16);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NumberFormatException e) {
            throw new IOException("no number in " + file + "; delete it to begin anew", e);
        }
    }
}
