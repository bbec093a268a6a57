package engram.local.system;

import engram.local.system.parts.Installation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// What a local system is told.
///
/// @param data               directory of everything it keeps; one system at a time uses it
/// @param port               of the HTTP API on 127.0.0.1, 0 for a free one
/// @param ingestEnvironments most `ingest` processes at a time
/// @param ingestBatch        most messages in a batch of `ingest`
/// @param queryEnvironments  most `query` processes at a time
/// @param firstRetry         pause before a message that failed comes back; three times as long after each further failure
/// @param variables          environment variables of functions; what the system itself sets takes their place
/// @param emulator           an AWS on this machine whose S3, SQS and DynamoDB are used in place of our own parts
/// @param packages           which packages run; a function that has none of that kind runs on the JVM
/// @param trial              what is other than usual, for tests of the system
public record SystemSettings(Installation installation, Path data, int port, int ingestEnvironments,
                             int ingestBatch, int queryEnvironments, Duration firstRetry,
                             Map<String, String> variables, Optional<URI> emulator, PackageKind packages, Trial trial) {

    /// Where `up` listens unless it is told otherwise.
    public static final int PORT = 8700;

    /// AWS's default, the most that is handled without waiting for more.
    public static final int BATCH = 10;

    public SystemSettings {
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(packages, "packages");
        Objects.requireNonNull(trial, "trial");
        variables = Map.copyOf(variables);
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
        return new SystemSettings(Installation.find(), data, port, 2, BATCH, 2, Duration.ofSeconds(2), Map.of(), Optional.empty(),
                PackageKind.JVM, Trial.NONE);
    }

    public SystemSettings withIngest(int environments, int batch) {
        return new SystemSettings(installation, data, port, environments, batch, queryEnvironments, firstRetry, variables, emulator, packages, trial);
    }

    public SystemSettings withTrial(Trial other) {
        return new SystemSettings(installation, data, port, ingestEnvironments, ingestBatch, queryEnvironments, firstRetry, variables, emulator, packages, other);
    }

    public SystemSettings withPackages(PackageKind other) {
        return new SystemSettings(installation, data, port, ingestEnvironments, ingestBatch, queryEnvironments, firstRetry, variables, emulator, other, trial);
    }

    public SystemSettings withEmulator(URI at) {
        return new SystemSettings(installation, data, port, ingestEnvironments, ingestBatch, queryEnvironments, firstRetry, variables,
                Optional.of(at), packages, trial);
    }

    /// For many documents at once.
    public SystemSettings inBulk() {
        return withIngest(ingestEnvironments, BULK);
    }

    /// Texts that an `ingest` process embeds at the same time: all of them together leave a core to the servers.
    public int ingestSessions() {
        return Math.max(1, (Runtime.getRuntime().availableProcessors() - 1) / ingestEnvironments);
    }

    /// Beginnings of the environment variables that `docs/configuration.md` documents for functions, and that say how they are
    /// to work, not where things are.
    private static final List<String> OF_FUNCTIONS = List.of("ENGRAM_FAILURE_", "ENGRAM_HEALTH_", IndexKind.VARIABLE, "ENGRAM_INGEST_",
            "ENGRAM_QUERY_", "ENGRAM_RECONCILE_", "ENGRAM_RETENTION_");

    /// What kind of index the functions are told that there is.
    ///
    /// @throws IllegalArgumentException if there is no such kind
    public IndexKind index() {
        return IndexKind.in(variables);
    }

    /// With those variables of an environment that are settings of functions.
    public SystemSettings withVariablesOf(Map<String, String> environment) {
        var chosen = new TreeMap<>(environment);
        chosen.keySet().removeIf(name -> OF_FUNCTIONS.stream().noneMatch(name::startsWith));
        return new SystemSettings(installation, data, port, ingestEnvironments, ingestBatch, queryEnvironments, firstRetry, chosen, emulator, packages, trial);
    }

    private static void requirePositive(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " are at least 1, got " + number);
        }
    }
}
