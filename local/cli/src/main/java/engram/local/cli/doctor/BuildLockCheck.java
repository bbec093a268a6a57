package engram.local.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The lock that lets one build at a time run in this clone: its holder lives, or is about to say who it is.
record BuildLockCheck(Path lock, Instant now) implements Check {

    /// More than it takes from making the folder to writing the holder's number into it; the script waits as long.
    private static final Duration NAMELESS = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "build lock";
    }

    @Override
    public List<Finding> look() throws IOException {
        Path holder = lock.resolve("pid");
        String pid = Files.isRegularFile(holder) ? Files.readString(holder).strip() : "";
        if (!Files.exists(lock) || (pid.isEmpty() ? isNew() : isAlive(pid))) {
            return List.of();
        }
        return List.of(Finding.mendable(
                lock + " was left behind by a build that was killed", "delete that folder", () -> {
                    Files.deleteIfExists(holder);
                    Files.deleteIfExists(lock);
                }));
    }

    private boolean isNew() throws IOException {
        return Files.getLastModifiedTime(lock).toInstant().isAfter(now.minus(NAMELESS));
    }

    private static boolean isAlive(String pid) {
        return pid.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
    }
}
