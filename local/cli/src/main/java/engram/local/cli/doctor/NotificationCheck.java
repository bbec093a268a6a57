package engram.local.cli.doctor;

import engram.local.cli.terminal.Amounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The bucket tells the queue of its changes, and the queue takes them.
///
/// @param s3 folder of the local S3: `notified` in it says who hears of which bucket, `notifications` holds what it has not told
/// yet, a file each
record NotificationCheck(Path s3, String bucket, String queueUrl, Instant now) implements Check {

    private static final Duration SOON = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public List<Finding> look() throws IOException {
        if (!isSetUp()) {
            return List.of(Finding.of(
                    "bucket " + bucket + " does not tell " + queueUrl + " of its changes: nobody follows them but reconcile, once a day",
                    "start the system anew, which sets that up and has every object looked at: local/engram down, local/engram up"));
        }
        return waitingTooLong();
    }

    private boolean isSetUp() throws IOException {
        Path notified = s3.resolve("notified");
        return Files.isRegularFile(notified) && Files.readAllLines(notified).equals(List.of(bucket, queueUrl));
    }

    private List<Finding> waitingTooLong() throws IOException {
        List<Instant> waiting = waiting();
        Instant oldest = waiting.stream().min(Instant::compareTo).orElse(now);
        if (Duration.between(oldest, now).compareTo(SOON) < 0) {
            return List.of();
        }
        return List.of(Finding.of(
                "the bucket has not told the queue of " + Amounts.count(waiting.size(), "change") + ", the oldest for "
                        + Amounts.time(Duration.between(oldest, now)),
                "none is lost; see why the queue does not take them: local/engram logs s3, local/engram logs sqs"));
    }

    /// What was written to its end; a half that a killed bucket left behind is told to nobody.
    private static boolean isWhole(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".intent") || name.endsWith(".json");
    }

    private List<Instant> waiting() throws IOException {
        List<Instant> since = new ArrayList<>();
        try (Stream<Path> files = Files.list(s3.resolve("notifications"))) {
            for (Path file : files.filter(NotificationCheck::isWhole).toList()) {
                try {
                    since.add(Files.getLastModifiedTime(file).toInstant());
                } catch (NoSuchFileException _) {
                    // It was told just now.
                    continue;
                }
            }
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return since;
    }
}
