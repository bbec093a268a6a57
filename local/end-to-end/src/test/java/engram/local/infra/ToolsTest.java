package engram.local.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What AWS's own [Tools] say of the templates. Where one is missing its test is skipped, and says so.
class ToolsTest {

    private static final List<String> TEMPLATES = List.of("infra/template.yaml", "infra/network.yaml", "infra/watch.yaml");

    /// Translates as AWS does when it deploys: functions and nested templates are in a bucket by then, where `sam` has put them.
    private static final String TRANSLATE = """
            import json, os, sys
            os.environ.setdefault('AWS_DEFAULT_REGION', 'eu-central-1')
            from samtranslator.translator.transform import transform
            from samtranslator.yaml_helper import yaml_parse

            class NoManagedPolicies:
                def load(self):
                    return {}

            template = yaml_parse(open(sys.argv[1]).read())
            for name, resource in template['Resources'].items():
                if resource['Type'] == 'AWS::Serverless::Function':
                    resource['Properties']['CodeUri'] = 's3://packages/' + name
                if resource['Type'] == 'AWS::CloudFormation::Stack':
                    resource['Properties']['TemplateURL'] = 'https://s3.amazonaws.com/packages/' + name
            json.dump(transform(template, {}, NoManagedPolicies()), open(sys.argv[2], 'w'), default=str)
            """;

    @TempDir
    Path folder;

    private record Ran(int status, String said) {}

    @Test
    void cfnLintFindsNothing() {
        requireCfnLint();

        assertThat(TEMPLATES).allSatisfy(this::lints);
    }

    @Test
    void samTranslatesItToSomethingThatCfnLintFindsNothingIn() throws IOException {
        Tools.require(run(List.of("python3", "-c", "import samtranslator")).status() == 0,
                "there is no aws-sam-translator here (pip install aws-sam-translator)");
        Path script = Files.writeString(folder.resolve("translate.py"), TRANSLATE);
        Path translated = folder.resolve("translated.json");

        Ran translation = run(List.of("python3", script.toString(), Repository.path("infra/template.yaml").toString(), translated.toString()));

        assertThat(translation.status()).as(translation.said()).isZero();
        assertThat(Files.readString(translated)).contains("AWS::CodeDeploy::DeploymentGroup").doesNotContain("AWS::Serverless");
        requireCfnLint();
        lints(translated.toString());
        eachVersionIsReplacedByAnotherNumberAndKept(new ObjectMapper().readTree(translated.toFile()).path("Resources"));
    }

    /// See `Settings` in the template.
    private static void eachVersionIsReplacedByAnotherNumberAndKept(JsonNode resources) {
        List<Map.Entry<String, JsonNode>> versions = resources.properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::Lambda::Version"))
                .toList();

        assertThat(versions).hasSameSizeAs(Template.main().ofType(Template.FUNCTION)).allSatisfy(entry -> {
            JsonNode version = entry.getValue();
            String function = version.at("/Properties/FunctionName/Ref").asText();
            assertThat(version.path("DeletionPolicy").asText()).isEqualTo("Retain");
            assertThat(version.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
            assertThat(version.at("/Properties/Description").toString()).contains("${Settings.LatestVersionNumber}");
            assertThat(resources.path(function).at("/Properties/Description").toString()).contains("${Settings.LatestVersionNumber}");
            assertThat(resources.path(function + "Aliaslive").at("/Properties/FunctionVersion/Fn::GetAtt/0").asText()).isEqualTo(entry.getKey());
        });
    }

    /// `sam` wants other versions of the tools than these tests, so it is never required.
    @Test
    void samFindsNothing() {
        if (run(List.of("sam", "--version")).status() != 0) {
            abort("there is no sam here (pip install aws-sam-cli)");
        }

        Ran validation = run(List.of("sam", "validate", "--lint", "--template", Repository.path("infra/template.yaml").toString(),
                "--region", Stack.REGION));

        assertThat(validation.status()).as(validation.said()).isZero();
    }

    private void requireCfnLint() {
        Tools.require(run(List.of("cfn-lint", "--version")).status() == 0, "there is no cfn-lint here (pip install cfn-lint)");
    }

    private void lints(String template) {
        Ran linting = run(List.of("cfn-lint", "--", Repository.path(template).toString()));

        assertThat(linting.said()).as(template).isBlank();
        assertThat(linting.status()).as(template).isZero();
    }

    private Ran run(List<String> command) {
        try {
            Path said = Files.createTempFile(folder, "said", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try {
                int status = process.waitFor();
                return new Ran(status, Files.readString(said, StandardCharsets.UTF_8));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // There is no such program.
            return new Ran(127, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(command + " was not waited for", e);
        }
    }
}
