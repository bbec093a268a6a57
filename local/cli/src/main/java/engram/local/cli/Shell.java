package engram.local.cli;

import engram.local.cli.terminal.Terminal;
import engram.local.system.parts.UserFolders;
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

    /// Where `up` keeps its data unless told otherwise.
    Path defaultData() {
        return UserFolders.data(environment);
    }

    /// Where downloads and unpacked packages are kept.
    Path cache() {
        return UserFolders.cache(environment);
    }

    /// Where temporary files are, as the script tells Java, too.
    Path temporary() {
        String told = environment.getOrDefault("TMPDIR", "");
        return Path.of(told.isEmpty() ? System.getProperty("java.io.tmpdir") : told).toAbsolutePath().normalize();
    }
}
