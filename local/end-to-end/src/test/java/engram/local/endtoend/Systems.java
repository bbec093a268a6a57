package engram.local.endtoend;

import engram.local.system.PackageKind;
import engram.local.system.SystemSettings;
import java.nio.file.Path;

/// Systems that run the packages which this run of the tests is about: `-Dengram.package=native` for those of Maven's profile
/// `native`, and the JVM's otherwise.
final class Systems {

    static final String PACKAGE = "engram.package";

    private Systems() {}

    static SystemSettings settings(Path data) {
        return SystemSettings.of(data, 0).withPackages(kind());
    }

    /// The package that such a system would run.
    static Path zip(String function) {
        return kind().zipOrJvms(Path.of(System.getProperty("engram.root"), "functions", function));
    }

    private static PackageKind kind() {
        return PackageKind.named(System.getProperty(PACKAGE, "jvm"));
    }
}
