package engram.local.system;

import engram.local.system.parts.Part;
import engram.local.system.parts.PartCommand;
import engram.local.system.parts.PartFailure;
import engram.local.system.parts.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/// The four parts of one system.
final class Parts {

    private final SystemSettings settings;
    private final List<SupervisedPart> all = new ArrayList<>();

    /// @param ports      of those that are wanted
    /// @param queueUrl   of the queue that S3 tells of changes
    /// @param visibility how long a received message stays hidden from others
    Parts(SystemSettings settings, Map<Part, Integer> ports, String queueUrl, Duration visibility, Journal journal) {
        this.settings = settings;
        for (Part part : ports.keySet()) {
            String[] own = switch (part) {
                case S3 -> new String[] {"--bucket", Endpoints.BUCKET, "--quiet-bucket", Endpoints.LEDGER_BUCKET,
                    "--queue-url", queueUrl};
                case SQS -> new String[] {"--visibility-timeout", Long.toString(visibility.toSeconds())};
                case DYNAMODB, OPENSEARCH -> new String[0];
            };
            PartCommand command = PartCommand.of(settings.installation(), part, settings.data(), own)
                    .onPort(ports.get(part));
            all.add(new SupervisedPart(command, journal));
        }
    }

    List<SupervisedPart> all() {
        return List.copyOf(all);
    }

    boolean allRun() {
        return all.stream().allMatch(part -> part.state() == SupervisedPart.State.RUNNING);
    }

    /// Starts all, side by side, and the tables with them; returns when all answer.
    ///
    /// @throws PartFailure the first one; the others have not been waited for, and end with [#stop]
    void start() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = new ExecutorCompletionService<Void>(threads);
            all.forEach(part -> starts.submit(() -> start(part), null));
            try {
                for (int i = 0; i < all.size(); i++) {
                    starts.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof PartFailure failure ? failure : new PartFailure("a part did not start: "
                        + e.getCause(), e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }

    private void start(SupervisedPart part) {
        part.start();
        if (part.part() == Part.DYNAMODB) {
            new Tables(part.endpoint()).create(settings.installation());
        }
    }

    /// Ends all, side by side.
    void stop() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.forEach(part -> threads.submit(part::stop));
        }
    }
}
