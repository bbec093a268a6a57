package engram.local.system.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.system.Deployment;
import engram.local.system.SystemSettings;
import engram.local.system.parts.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The options that `infra/template.yaml` gives to the JVM of a function are those that the local system runs it with.
class DeployedOptionsTest {

    @TempDir
    Path folder;

    static List<FunctionSpec> functions() {
        return Deployment.ENGRAM.functions(SystemSettings.of(Path.of("."), 0), Map.of());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theyAreThoseOfTheLocalSystem(FunctionSpec spec) throws IOException {
        List<String> deployed = deployed(spec);

        assertThat(deployed).hasSizeGreaterThan(6);
        assertThat(local(spec)).containsAll(deployed);
    }

    private static List<String> deployed(FunctionSpec spec) throws IOException {
        String id = Character.toUpperCase(spec.name().charAt(0)) + spec.name().substring(1);
        var options = Pattern.compile("(?ms)^  " + id + ":\\n    Type: AWS::Serverless::Function\\n.*?JAVA_TOOL_OPTIONS: >-\\n((?: {12}\\S[^\\n]*\\n)+)")
                .matcher(Files.readString(Installation.find().root().resolve("infra/template.yaml")));
        assertThat(options.find()).as(id).isTrue();
        return List.of(options.group(1).strip().split("\\s+"));
    }

    /// In the form of an environment variable, which joins an option and its value by "=".
    private List<String> local(FunctionSpec spec) throws IOException {
        try (Unpacked unpacked = Unpacked.of(TinyPackage.zip(folder), spec.name(), folder.resolve("work"), Clock.systemUTC())) {
            List<String> command = new Launch.Jvm(Path.of("java"), folder, "none").command(spec, unpacked);
            return List.of(String.join(" ", command).replace("--add-opens ", "--add-opens=").split(" "));
        }
    }
}
