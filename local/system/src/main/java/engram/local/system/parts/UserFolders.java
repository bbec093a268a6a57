package engram.local.system.parts;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a user's files are, as variables of the environment and the XDG rules say: the same for whoever asks.
public final class UserFolders {

    private UserFolders() {}

    /// Downloads and unpacked things: `ENGRAM_CACHE`, else `engram` in `XDG_CACHE_HOME`, else in `.cache` of the home folder.
    public static Path cache(Map<String, String> environment) {
        return folder(environment, "ENGRAM_CACHE", "XDG_CACHE_HOME", ".cache");
    }

    /// Data of `up`: `ENGRAM_DATA`, else `engram` in `XDG_DATA_HOME`, else in `.local/share` of the home folder.
    public static Path data(Map<String, String> environment) {
        return folder(environment, "ENGRAM_DATA", "XDG_DATA_HOME", ".local/share");
    }

    private static Path folder(Map<String, String> environment, String own, String common, String fallback) {
        return set(environment, own)
                .orElseGet(() -> set(environment, common).orElseGet(() -> home(environment).resolve(fallback)).resolve("engram"))
                .toAbsolutePath()
                .normalize();
    }

    /// `HOME`; where that is not set, what the system has on record for the user.
    private static Path home(Map<String, String> environment) {
        return set(environment, "HOME").orElseGet(() -> Path.of(System.getProperty("user.home")));
    }

    private static Optional<Path> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank()).map(Path::of);
    }
}
