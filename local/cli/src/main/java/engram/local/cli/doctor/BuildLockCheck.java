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
        Path born = lock.resolve("born");
        String pid = text(holder);
        if (!Files.exists(lock) || (pid.isEmpty() ? isNew() : isAlive(pid, text(born)))) {
            return List.of();
        }
        return List.of(Finding.mendable(
                lock + " was left behind by a build that was killed", "delete that folder", () -> {
                    Files.deleteIfExists(born);
                    Files.deleteIfExists(holder);
                    Files.deleteIfExists(lock);
                }));
    }

    private boolean isNew() throws IOException {
        return Files.getLastModifiedTime(lock).toInstant().isAfter(now.minus(NAMELESS));
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
    }

    /// @param born when it began, as the script wrote it down: on Linux in the kernel's count; elsewhere it is not looked at
    private static boolean isAlive(String pid, String born) throws IOException {
        return pid.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent()
                && (!born.matches("[0-9]+") || born.equals(began(pid)));
    }

    /// Field 22 of what Linux tells of a process; the name before it may hold anything.
    private static String began(String pid) throws IOException {
        String stat = text(Path.of("/proc", pid, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > 19 ? fields[19] : "";
    }
}
