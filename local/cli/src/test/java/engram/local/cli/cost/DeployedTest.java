package engram.local.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import engram.local.cli.cost.Deployed.Index;
import engram.local.cli.cost.Deployed.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployedTest {

    private static final Path INFRA = Path.of(System.getProperty("engram.root")).resolve("infra");

    private static final Deployed PROD = new Deployed(Index.PRODUCTION, 100, 0, 8, 0, 20, Network.PRIVATE, true, true, 365, 1);

    @Test
    void theStagesThatAreShippedAreRead() throws IOException {
        String samconfig = Files.readString(INFRA.resolve("samconfig.toml"));

        assertThat(Deployed.of(Deployed.ofStage(samconfig, "prod"))).isEqualTo(PROD);
        assertThat(Deployed.of(Deployed.ofStage(samconfig, "dev")))
                .isEqualTo(new Deployed(Index.SMALL, 20, 0, 8, 0, 2, Network.PUBLIC, false, false, 7, 1));
        assertThat(Deployed.of(Deployed.ofStage(samconfig, "sleepy")))
                .isEqualTo(new Deployed(Index.SERVERLESS, 20, 0, 2, 24, 5, Network.PUBLIC, false, false, 30, 1));
        assertThatThrownBy(() -> Deployed.ofStage(samconfig, "test"))
                .hasMessage("no stage test in infra/samconfig.toml, which has dev, prod, sleepy");
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
        defaultsAreThoseOf(template(), Deployed.SMALL.parameters());
    }

    @Test
    void defaultsOfACollectionAreThoseOfTheTemplate() throws IOException {
        assumeThat(template()).as("it offers none yet").containsPattern("AllowedValues: \\[[a-z, ]*serverless");

        defaultsAreThoseOf(template(), Deployed.of(Map.of("Index", "serverless")).parameters());
    }

    /// What the template says of parameters of which another index is something else.
    private static final Map<String, String> BY_ITSELF = Map.of("Index", "small", "IndexRest", "auto");

    private static String template() throws IOException {
        return Files.readString(INFRA.resolve("template.yaml"));
    }

    private static void defaultsAreThoseOf(String template, Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            Matcher declared = Pattern.compile("^  " + name + ":\\n(?:    .*\\n)*?    Default: (.*)$", Pattern.MULTILINE).matcher(template);
            assertThat(declared.find()).as(name).isTrue();
            assertThat(BY_ITSELF.getOrDefault(name, value)).as(name).isEqualTo(declared.group(1));
        });
    }

    /// Whoever has a domain is not told of a collection's parameters.
    @Test
    void itSaysOfItselfWhatMeansSomething() {
        assertThat(Deployed.PRODUCTION.parameters().keySet())
                .containsExactly("Index", "IndexStorage", "Network", "Encryption", "Tracing", "LogDays", "RetrievalInterval");
        assertThat(Deployed.of(Map.of("Index", "existing")).parameters()).doesNotContainKey("IndexStorage").containsEntry("Index", "existing");
        assertThat(Stream.of("small", "serverless").flatMap(index -> Deployed.of(Map.of("Index", index)).parameters().keySet().stream()))
                .containsAll(Deployed.NAMES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "serverless", "existing"})
    void whatItSaysOfItselfIsWhatItIsMadeOf(String index) {
        Deployed some = Deployed.of(Map.of("Index", index, "Network", "existing", "LogDays", "7", "RetrievalInterval", "0"));

        assertThat(Deployed.of(PROD.parameters()).parameters()).isEqualTo(PROD.parameters());
        assertThat(Deployed.of(some.parameters())).isEqualTo(some);
    }

    @Test
    void aValueThatTheTemplateWouldNotTakeIsRefused() {
        assertThatThrownBy(() -> Deployed.of(Map.of("Index", "huge"))).hasMessage("Index: small, production, serverless, existing, got huge");
        assertThatThrownBy(() -> Deployed.of(Map.of("Network", "none"))).hasMessage("Network: public, private, existing, got none");
        assertThatThrownBy(() -> Deployed.of(Map.of("IndexStorage", "9"))).hasMessage("IndexStorage: 10 to 1024, got 9");
        assertThatThrownBy(() -> Deployed.of(Map.of("LogDays", "ever"))).hasMessage("LogDays: 1 to 3653, got ever");
        assertThatThrownBy(() -> Deployed.of(Map.of("IndexMinimum", "3"))).hasMessage("IndexMinimum: one of [0, 1, 2], got 3");
        assertThatThrownBy(() -> Deployed.of(Map.of("IndexRest", "7"))).hasMessage("IndexRest: one of [0, 6, 12, 24], got 7");
        assertThatThrownBy(() -> Deployed.of(Map.of("RetrievalInterval", "31"))).hasMessage("RetrievalInterval: 0 to 30, got 31");
    }
}
