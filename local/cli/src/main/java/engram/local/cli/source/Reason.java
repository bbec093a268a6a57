package engram.local.cli.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// Why a file or folder could not be used, for people. What Java says of the commonest reasons is the path alone.
public final class Reason {

    private Reason() {}

    public static String of(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case NoSuchFileException gone -> gone.getFile() + ": it is not there";
            default -> e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage();
        };
    }
}
