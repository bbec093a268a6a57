package engram.local.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Half-made files in the cache, of parts that were killed while they wrote them.
///
/// @param classes where parts keep their classes for a faster start
record CacheCheck(Path classes, Instant now) implements Check {

    private static final Duration OLD = Duration.ofDays(1);

    @Override
    public String name() {
        return "half-made files in the cache";
    }

    @Override
    public List<Finding> look() throws IOException {
        if (!Files.isDirectory(classes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(classes)) {
            List<Path> old = files.filter(file -> isHalfMade(file) && isOld(file)).sorted().toList();
            return old.isEmpty() ? List.of() : List.of(Finding.mendable(
                    old.size() + " files in " + classes + " were left behind half-made by parts that were killed",
                    "delete those that end with .half or .claim",
                    () -> {
                        for (Path file : old) {
                            Files.deleteIfExists(file);
                        }
                    }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isHalfMade(Path file) {
        return file.toString().endsWith(".half") || file.toString().endsWith(".claim");
    }

    private boolean isOld(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(OLD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
