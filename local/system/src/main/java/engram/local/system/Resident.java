package engram.local.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// How much memory a process has in RAM.
public final class Resident {

    private static final long PAGE = 4096;

    private Resident() {
    }

    /// In bytes; 0 if the process is gone or the system does not tell.
    public static long bytes(long pid) {
        if (pid <= 0) {
            return 0;
        }
        Path statm = Path.of("/proc", Long.toString(pid), "statm");
        try {
            return Files.exists(Path.of("/proc/self/statm"))
                    ? Long.parseLong(Files.readString(statm).split(" ")[1]) * PAGE
                    : ps(pid);
        } catch (IOException e) {
            return 0;
        }
    }

    private static long ps(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var out = ps.inputReader()) {
            String kibibytes = out.readLine();
            ps.waitFor(2, TimeUnit.SECONDS);
            return kibibytes == null ? 0 : Long.parseLong(kibibytes.strip()) * 1024;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
