package engram.local.system.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Temporary folders that nobody needs once the run that made them has ended. A file in them says so: their name alone is no
/// leave to delete them, somebody may have chosen the same for what matters.
public final class Throwaway {

    private static final String MARK = "engram.throwaway";
    private static final Pattern NAME = Pattern.compile("engram-[a-z-]*[0-9]+");

    private Throwaway() {}

    /// A new folder with the mark, where the system has its temporary files.
    ///
    /// @param prefix `engram-` and perhaps what it is for
    public static Path create(String prefix) throws IOException {
        Path folder = Files.createTempDirectory(prefix);
        Files.createFile(folder.resolve(MARK));
        return folder;
    }

    /// Takes the mark away, so that only somebody who looked into the folder deletes it.
    public static void keep(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(MARK));
    }

    /// Whether [#create] made the folder, and nobody kept it.
    public static boolean is(Path folder) {
        return NAME.matcher(folder.getFileName().toString()).matches()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(folder.resolve(MARK), LinkOption.NOFOLLOW_LINKS);
    }
}
