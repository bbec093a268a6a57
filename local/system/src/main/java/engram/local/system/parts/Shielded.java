package engram.local.system.parts;

import java.util.ArrayList;
import java.util.List;

/// Processes that ctrl-C does not reach. A terminal sends it to all that were started from it, at once; but stores and functions
/// are stopped in order, by the one that started them.
public final class Shielded {

    private Shielded() {}

    /// The same command, run by a shell that has SIGINT ignored and then becomes the command itself: pid and parent are as
    /// without it.
    public static List<String> command(List<String> command) {
        List<String> shielded = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        shielded.addAll(command);
        return shielded;
    }
}
