package engram.local.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.local.cli.cost.Deployed.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeployedTest {

    private static final Path INFRA = Path.of(System.getProperty("engram.root")).resolve("infra");

    @Test
    void theStagesThatAreShippedAreRead() throws IOException {
        String samconfig = Files.readString(INFRA.resolve("samconfig.toml"));

        assertThat(Deployed.of(Deployed.ofStage(samconfig, "prod"))).isEqualTo(new Deployed(Size.PRODUCTION, 100, true, true, true, 365));
        assertThat(Deployed.of(Deployed.ofStage(samconfig, "dev"))).isEqualTo(new Deployed(Size.SMALL, 20, false, false, false, 7));
        assertThatThrownBy(() -> Deployed.ofStage(samconfig, "test"))
                .hasMessage("no stage test in infra/samconfig.toml, which has dev, prod");
    }

    @Test
    void aStageOfOnesOwnMayBeWrittenInOneLineAndHaveRemarks() {
        String samconfig = """
                version = 0.1
                [mine.deploy.parameters]
                confirm_changeset = false
                # parameter_overrides = "Index=small"
                parameter_overrides = "Stage=mine Index=production IndexStorage=50"
                [other.deploy.parameters]
                parameter_overrides = ["LogDays=1"]
                """;

        assertThat(Deployed.ofStage(samconfig, "mine")).isEqualTo(Map.of("Stage", "mine", "Index", "production", "IndexStorage", "50"));
        assertThat(Deployed.ofStage(samconfig, "other")).isEqualTo(Map.of("LogDays", "1"));
    }

    /// What a stage does not say is as the template says.
    @Test
    void defaultsAreThoseOfTheTemplate() throws IOException {
        String template = Files.readString(INFRA.resolve("template.yaml"));

        Deployed.of(Map.of()).parameters().forEach((name, value) -> {
            Matcher declared = Pattern.compile("^  " + name + ":\\n(?:    .*\\n)*?    Default: (.*)$", Pattern.MULTILINE).matcher(template);
            assertThat(declared.find()).as(name).isTrue();
            assertThat(value).as(name).isEqualTo(declared.group(1));
        });
        assertThat(Deployed.of(Map.of()).parameters().keySet()).containsExactlyElementsOf(Deployed.NAMES);
    }

    @Test
    void whatItSaysOfItselfIsWhatItIsMadeOf() {
        Deployed shipped = new Deployed(Size.PRODUCTION, 100, true, true, true, 365);

        assertThat(Deployed.of(shipped.parameters())).isEqualTo(shipped);
    }

    @Test
    void aValueThatTheTemplateWouldNotTakeIsRefused() {
        assertThatThrownBy(() -> Deployed.of(Map.of("Index", "existing"))).hasMessage("Index: small or production, got existing");
        assertThatThrownBy(() -> Deployed.of(Map.of("IndexStorage", "9"))).hasMessage("IndexStorage: 10 to 1024, got 9");
        assertThatThrownBy(() -> Deployed.of(Map.of("LogDays", "ever"))).hasMessage("LogDays: 1 to 3653, got ever");
    }
}
