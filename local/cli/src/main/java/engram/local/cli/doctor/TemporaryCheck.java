package engram.local.cli.doctor;

import engram.local.cli.Folders;
import engram.local.system.Description;
import engram.local.system.parts.Throwaway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Temporary folders of runs that were killed: marked as such, untouched for a day, no running system's, and not where data is.
///
/// @param folder where temporary files are
/// @param data of the system that is looked at
record TemporaryCheck(Path folder, Path data, Instant now) implements Check {

    private static final Duration OLD = Duration.ofDays(1);

    @Override
    public String name() {
        return "temporary folders";
    }

    @Override
    public List<Finding> look() throws IOException {
        List<Finding> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(Throwaway::is).sorted().toList()) {
                if (!holdsData(entry) && isForgotten(entry)) {
                    found.add(Finding.mendable(
                            entry + " was left behind by a run that was killed", "delete that folder", () -> Folders.delete(entry)));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    private boolean holdsData(Path entry) throws IOException {
        Path real = Files.exists(data) ? data.toRealPath() : data.toAbsolutePath().normalize();
        return real.startsWith(entry.toRealPath());
    }

    /// No if that cannot be told: what it tells of itself is damaged, or somebody else is at it.
    private boolean isForgotten(Path entry) {
        try {
            return Files.isWritable(entry)
                    && Description.read(entry).filter(Description::alive).isEmpty()
                    && isOld(entry);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private boolean isOld(Path entry) throws IOException {
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant().isAfter(now.minus(OLD))) {
                    return false;
                }
            }
        }
        return true;
    }
}
