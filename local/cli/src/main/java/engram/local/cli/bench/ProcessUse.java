package engram.local.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a process holds of the machine just now, as Linux tells it below `/proc`.
///
/// @param rssBytes memory in RAM
/// @param fileHandles open files, sockets and pipes
record ProcessUse(long rssBytes, int fileHandles, int threads) {

    /// @throws NoSuchFileException if there is no such process, or no `/proc`
    static ProcessUse of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        long rss = 0;
        int threads = 0;
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                rss = number(line) * 1024;
            } else if (line.startsWith("Threads:")) {
                threads = (int) number(line);
            }
        }
        return new ProcessUse(rss, count(process.resolve("fd")), threads);
    }

    /// Entries of a folder, those of its folders not counted.
    static int count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.count();
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
