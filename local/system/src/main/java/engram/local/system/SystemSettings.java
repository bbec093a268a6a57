package engram.local.system;

import engram.local.system.parts.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// What a local system is told.
///
/// @param data               directory of everything it keeps; one system at a time uses it
/// @param port               of the HTTP API on 127.0.0.1, 0 for a free one
/// @param ingestEnvironments most `ingest` processes at a time
/// @param ingestBatch        most messages in a batch of `ingest`
/// @param queryEnvironments  most `query` processes at a time
/// @param firstRetry         pause before a message that failed comes back; three times as long after each further failure
/// @param trial              what is other than usual, for tests of the system
public record SystemSettings(Installation installation, Path data, int port, int ingestEnvironments,
                             int ingestBatch, int queryEnvironments, Duration firstRetry, Trial trial) {

    /// Where `up` listens unless it is told otherwise.
    public static final int PORT = 8700;

    /// AWS's default, the most that is handled without waiting for more.
    public static final int BATCH = 10;

    public SystemSettings {
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(trial, "trial");
        data = data.toAbsolutePath().normalize();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, got " + port);
        }
        requirePositive("ingest environments", ingestEnvironments);
        requirePositive("messages in a batch", ingestBatch);
        requirePositive("query environments", queryEnvironments);
        if (firstRetry.isNegative()) {
            throw new IllegalArgumentException("the first retry is not negative, got " + firstRetry);
        }
    }

    /// Messages in a batch where many documents come at once and nobody waits for one of them.
    public static final int BULK = 100;

    /// Up to two `ingest` processes, so that one computes while the other waits for the stores, and two `query` processes;
    /// first retry after 2 s.
    public static SystemSettings of(Path data, int port) {
        return new SystemSettings(Installation.find(), data, port, 2, BATCH, 2, Duration.ofSeconds(2), Trial.NONE);
    }

    public SystemSettings withIngest(int environments, int batch) {
        return new SystemSettings(installation, data, port, environments, batch, queryEnvironments, firstRetry, trial);
    }

    public SystemSettings withTrial(Trial other) {
        return new SystemSettings(installation, data, port, ingestEnvironments, ingestBatch, queryEnvironments, firstRetry, other);
    }

    /// For many documents at once.
    public SystemSettings inBulk() {
        return withIngest(ingestEnvironments, BULK);
    }

    /// Texts that an `ingest` process embeds at the same time: all of them together leave a core to the servers.
    public int ingestSessions() {
        return Math.max(1, (Runtime.getRuntime().availableProcessors() - 1) / ingestEnvironments);
    }

    /// Where `up` keeps its data: `ENGRAM_DATA`, else below `XDG_DATA_HOME`, else below the home directory.
    public static Path defaultData(Map<String, String> environment) {
        String given = environment.getOrDefault("ENGRAM_DATA", "");
        if (!given.isBlank()) {
            return Path.of(given);
        }
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(xdg);
        return base.resolve("engram");
    }

    private static void requirePositive(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " are at least 1, got " + number);
        }
    }
}
