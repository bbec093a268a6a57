package engram.local.cli;

import engram.local.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;

/// What surrounds a command: the terminal, the environment, the folder of this repository.
///
/// @param root the repository's folder, where the parts' packages lie
record Shell(Terminal terminal, Map<String, String> environment, Path root) {

    Shell {
        environment = Map.copyOf(environment);
    }

    static Shell ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Shell(
                Terminal.ofProcess(environment), environment, Path.of(System.getProperty("engram.root", "")).toAbsolutePath());
    }

    private Path home() {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    }

    /// Where `up` keeps its data unless told otherwise.
    Path defaultData() {
        return folder("ENGRAM_DATA", "XDG_DATA_HOME", home().resolve(".local/share"));
    }

    /// Where downloads and unpacked packages are kept.
    Path cache() {
        return folder("ENGRAM_CACHE", "XDG_CACHE_HOME", home().resolve(".cache"));
    }

    /// Where temporary files are, as the script tells Java, too.
    Path temporary() {
        String told = environment.getOrDefault("TMPDIR", "");
        return Path.of(told.isEmpty() ? System.getProperty("java.io.tmpdir") : told).toAbsolutePath().normalize();
    }

    private Path folder(String own, String common, Path fallback) {
        String ours = environment.getOrDefault(own, "");
        if (!ours.isEmpty()) {
            return Path.of(ours).toAbsolutePath().normalize();
        }
        String theirs = environment.getOrDefault(common, "");
        return (theirs.isEmpty() ? fallback : Path.of(theirs)).resolve("engram").toAbsolutePath().normalize();
    }
}
