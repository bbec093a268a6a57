package engram.local.endtoend;

import engram.local.system.IndexKind;
import engram.local.system.PackageKind;
import engram.local.system.SystemSettings;
import java.nio.file.Path;
import java.util.Map;

/// Systems that run what this run of the tests is about: `-Dengram.package=native` for the packages of Maven's profile `native`, and
/// the JVM's otherwise; `-Dengram.index=serverless` for an index as a collection of OpenSearch Serverless has it.
final class Systems {

    static final String PACKAGE = "engram.package";
    private static final String INDEX = "engram.index";

    private Systems() {}

    static SystemSettings settings(Path data) {
        return SystemSettings.of(data, 0).withPackages(kind())
                .withVariablesOf(Map.of(IndexKind.VARIABLE, System.getProperty(INDEX, IndexKind.DOMAIN.word())));
    }

    /// The package that such a system would run.
    static Path zip(String function) {
        return kind().zipOrJvms(Path.of(System.getProperty("engram.root"), "functions", function));
    }

    private static PackageKind kind() {
        return PackageKind.named(System.getProperty(PACKAGE, "jvm"));
    }
}
