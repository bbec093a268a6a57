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

/// The bucket tells the queue of its changes. The local S3 always has that set up; so what can be wrong is that nobody takes
/// them.
///
/// @param spool where the bucket keeps what it has not told yet, a file each
record NotificationCheck(Path spool, Instant now) implements Check {

    private static final Duration SOON = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public List<Finding> look() throws IOException {
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
        try (Stream<Path> files = Files.list(spool)) {
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
