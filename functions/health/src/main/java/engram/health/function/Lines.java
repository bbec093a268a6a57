package engram.health.function;

import engram.domain.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that lines are appended to. Beyond its bound it becomes the file with `.1` behind its name, and is begun anew.
///
/// @param setting that named it, for messages
record Lines(Path file, String setting, long bound) {

    static final long BOUND = 8 << 20;

    /// @throws TransientFailure if the line could not be written
    void append(String line) {
        try {
            if (Files.exists(file) && Files.size(file) + line.length() > bound) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new TransientFailure(
                    "%s cannot be written (%s): set %s to a file in a folder that is there and has room"
                            .formatted(file, e.getClass().getSimpleName(), setting),
                    e);
        }
    }
}
