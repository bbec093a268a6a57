package engram.local.system.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The last lines of a log, for a message.
public final class LogTail {
    private static final int LINES = 8;
    private static final int BYTES = 16 * 1024;

    private LogTail() {}

    /// Size of a log that may not be there yet.
    public static long size(Path log) {
        return Files.exists(log) ? log.toFile().length() : 0;
    }

    /// @param from offset in bytes before which nothing is of interest
    public static String of(Path log, long from) {
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(from, file.size() - BYTES));
            byte[] bytes = java.nio.channels.Channels.newInputStream(file).readNBytes(BYTES);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size())).indent(2);
        } catch (IOException e) {
            return "  (the log cannot be read: " + e + ")";
        }
    }
}
