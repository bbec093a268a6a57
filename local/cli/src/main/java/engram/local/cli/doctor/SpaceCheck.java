package engram.local.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A folder that Engram writes to: it can be written, and its disk has room.
///
/// @param least bytes that should be free
record SpaceCheck(String what, Path folder, long least, String variable) implements Check {

    private static final long MIB = 1 << 20;

    @Override
    public String name() {
        return what;
    }

    @Override
    public List<Finding> look() throws IOException {
        Path there = folder;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !canBeWritten(there)) {
            return List.of(Finding.of(
                    there + (Files.isDirectory(there) ? " cannot be written" : " is no folder"),
                    "change that, or choose another place for " + what + " by " + variable));
        }
        long free = Files.getFileStore(there).getUsableSpace();
        return free >= least
                ? List.of()
                : List.of(Finding.of(
                        "the disk of " + there + " has " + free / MIB + " MiB left, less than " + least / MIB,
                        "make room there, or choose another place for " + what + " by " + variable));
    }

    /// By trying: permissions do not tell of a file system that is read only, and nothing is forbidden to root by them.
    private static boolean canBeWritten(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "engram-", ".doctor"));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
