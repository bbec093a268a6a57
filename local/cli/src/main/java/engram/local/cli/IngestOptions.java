package engram.local.cli;

import engram.local.system.SystemSettings;
import java.util.List;
import picocli.CommandLine.Option;

/// How a system that is started runs the function `ingest`.
final class IngestOptions {

    private static final int MOST_PROCESSES = 64;
    private static final int LARGEST_BATCH = 10_000;

    @Option(
            names = "--ingest",
            paramLabel = "N",
            defaultValue = "1",
            description = "Most processes of the function ingest; all of them together use all cores but one (default: ${DEFAULT-VALUE}).")
    private int processes;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Most messages in a batch. More than 10 are faster in bulk, and wait 1 s for the batch to fill, as on AWS (default: 10; bench ingest: 100).")
    private Integer batch;

    /// @param defaultBatch where none is given
    SystemSettings applyTo(SystemSettings settings, int defaultBatch) {
        int messages = batch == null ? defaultBatch : batch;
        if (processes < 1 || processes > MOST_PROCESSES) {
            throw Failure.usage("--ingest is 1 to " + MOST_PROCESSES + ", got " + processes);
        }
        if (messages < 1 || messages > LARGEST_BATCH) {
            throw Failure.usage("--batch is 1 to " + LARGEST_BATCH + ", got " + messages);
        }
        return settings.withIngest(processes, messages);
    }

    /// The same for the command line of another process.
    static List<String> of(SystemSettings settings) {
        return List.of(
                "--ingest", String.valueOf(settings.ingestEnvironments()), "--batch", String.valueOf(settings.ingestBatch()));
    }
}
