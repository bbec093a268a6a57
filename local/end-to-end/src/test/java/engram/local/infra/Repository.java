package engram.local.infra;

import engram.local.system.parts.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of this clone.
public final class Repository {

    private Repository() {}

    public static Path path(String file) {
        return Installation.find().root().resolve(file);
    }

    public static String text(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
