package engram.local.cli.doctor;

import engram.local.system.Description;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Temporary folders of runs that were killed: untouched for a day, and no running system's.
record TemporaryCheck(Path folder, Instant now) implements Check {

    private static final Duration OLD = Duration.ofDays(1);

    @Override
    public String name() {
        return "temporary folders";
    }

    @Override
    public List<Finding> look() throws IOException {
        List<Finding> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(TemporaryCheck::isOurs).sorted().toList()) {
                if (isForgotten(entry)) {
                    found.add(Finding.mendable(
                            entry + " was left behind by a run that was killed", "delete that folder", () -> delete(entry)));
                }
            }
        }
        return found;
    }

    private static boolean isOurs(Path entry) {
        return entry.getFileName().toString().startsWith("engram-")
                && Files.isDirectory(entry, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                && Files.isWritable(entry);
    }

    private boolean isForgotten(Path entry) throws IOException {
        if (Description.file(entry).toFile().isFile() && Description.read(entry).filter(Description::alive).isPresent()) {
            return false;
        }
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file, java.nio.file.LinkOption.NOFOLLOW_LINKS).toInstant().isAfter(now.minus(OLD))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void delete(Path entry) throws IOException {
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
