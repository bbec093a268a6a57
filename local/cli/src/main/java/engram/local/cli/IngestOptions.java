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
            description = "Most processes of the function ingest; together they embed on all cores but one, each on one at least (default: 2, bench ingest: 1).")
    private Integer processes;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Most messages in a batch. More than 10 are faster in bulk, and wait 1 s for the batch to fill, as on AWS (default: 10; bench and eval: 100).")
    private Integer batch;

    /// What is given here in the place of what the settings say.
    SystemSettings applyTo(SystemSettings settings) {
        return settings.withIngest(
                within("--ingest", processes, MOST_PROCESSES, settings.ingestEnvironments()),
                within("--batch", batch, LARGEST_BATCH, settings.ingestBatch()));
    }

    private static int within(String option, Integer given, int most, int otherwise) {
        if (given != null && (given < 1 || given > most)) {
            throw Failure.usage(option + " is 1 to " + most + ", got " + given);
        }
        return given == null ? otherwise : given;
    }

    /// The same for the command line of another process.
    static List<String> of(SystemSettings settings) {
        return List.of(
                "--ingest", String.valueOf(settings.ingestEnvironments()), "--batch", String.valueOf(settings.ingestBatch()));
    }
}
