package engram.local.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// What the package of a function runs on.
public enum PackageKind {

    /// Lambda's own Java runtime.
    JVM("target/function.zip"),

    /// Nothing: it is an executable, which Maven's profile `native` builds.
    NATIVE("target/native/function.zip");

    /// The environment variable that chooses one.
    public static final String VARIABLE = "ENGRAM_PACKAGE";

    private final String zip;

    PackageKind(String zip) {
        this.zip = zip;
    }

    /// @throws IllegalArgumentException that says which there are
    public static PackageKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(VARIABLE + " is jvm or native, got '" + name + "'"));
    }

    /// Where the build puts a function's package of this kind.
    ///
    /// @param function folder of its module
    public Path zip(Path function) {
        return function.resolve(zip);
    }

    /// The package of this kind if it is built, else the JVM's.
    ///
    /// @param function folder of its module
    public Path zipOrJvms(Path function) {
        return Files.isRegularFile(zip(function)) ? zip(function) : JVM.zip(function);
    }
}
