package engram.local.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A log file that may grow while it is read.
public final class LogFile {

    private static final int MOST_AT_ONCE = 4 << 20;

    private final String prefix;
    private final Path file;
    private long position;
    private String begun = "";

    /// @param prefix put before every line
    public LogFile(String prefix, Path file) {
        this.prefix = prefix;
        this.file = file;
    }

    Path file() {
        return file;
    }

    /// Its last lines, at most so many, from the last 4 MB; later calls of [#fresh] go on from there.
    List<String> last(int most) throws IOException {
        position = Math.max(0, Files.size(file) - MOST_AT_ONCE);
        List<String> lines = fresh();
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /// Whole lines that were written since the last look.
    public List<String> fresh() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            if (length < position) {
                position = 0;
                begun = "";
            }
            byte[] bytes = new byte[(int) Math.min(MOST_AT_ONCE, length - position)];
            in.seek(position);
            in.readFully(bytes);
            position += bytes.length;
            return lines(begun + new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private List<String> lines(String text) {
        int end = text.lastIndexOf('\n') + 1;
        begun = text.substring(end);
        return text.substring(0, end).lines().map(line -> prefix + line).toList();
    }
}
