package engram.local.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The lock that lets one build at a time run in this clone: its holder lives.
record BuildLockCheck(Path lock) implements Check {

    @Override
    public String name() {
        return "build lock";
    }

    @Override
    public List<Finding> look() throws IOException {
        Path holder = lock.resolve("pid");
        if (!Files.isRegularFile(holder) || isAlive(Files.readString(holder).strip())) {
            return List.of();
        }
        return List.of(Finding.mendable(
                lock + " was left behind by a build that was killed", "delete that folder", () -> {
                    Files.deleteIfExists(holder);
                    Files.deleteIfExists(lock);
                }));
    }

    private static boolean isAlive(String pid) {
        return pid.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
    }
}
