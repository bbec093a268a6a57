package engram.local.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Holds the workflows of GitHub to what keeps them from being an attacker's way in, and to commands that are there.
class WorkflowsTest {

    private static final Path ROOT = Path.of(System.getProperty("engram.root"));
    private static final Path WORKFLOWS = ROOT.resolve(".github/workflows");

    /// An action at a commit, with its version in a comment.
    private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+){2}");

    /// What a job may write, and which job: nothing else may.
    private static final Map<String, Map<String, String>> WRITES = Map.of(
            "release.yml/publish", Map.of("contents", "write", "id-token", "write", "attestations", "write"),
            "codeql.yml/analyse", Map.of("contents", "read", "security-events", "write"));

    /// Programs that a runner of GitHub has, beside the repository's own.
    private static final Set<String> PROGRAMS = Set.of("mvn", "gh", "go", "pip", "sha256sum");

    /// What pip installs for tests.
    private static final String TOOLS = "local/end-to-end/requirements.txt";

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.sorted().toList();
        }
    }

    @Test
    void thereIsOneForEachPurpose() throws IOException {
        assertThat(workflows().stream().map(file -> file.getFileName().toString()))
                .contains("build.yml", "nightly.yml", "release.yml", "codeql.yml", "secrets.yml", "dependencies.yml");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsArePinnedByCommit(Path file) throws IOException {
        List<String> uses = Files.readAllLines(file).stream()
                .filter(line -> line.contains("uses:"))
                .map(line -> line.substring(line.indexOf("uses:") + "uses:".length()).strip())
                .toList();
        assertThat(uses).isNotEmpty().allMatch(action -> PINNED.matcher(action).matches(), "pinned by commit, with its version behind it");
        assertThat(uses).hasSameSizeAs(steps(file).stream().filter(step -> step.containsKey("uses")).toList());
    }

    @Test
    void anActionHasOneVersionEverywhere() throws IOException {
        Map<String, Set<String>> versions = new LinkedHashMap<>();
        for (Path file : workflows()) {
            for (Map<String, Object> step : steps(file)) {
                if (step.get("uses") instanceof String action) {
                    String repository = action.split("@")[0].replaceFirst("^([^/]+/[^/]+)/.*", "$1");
                    versions.computeIfAbsent(repository, _ -> new TreeSet<>()).add(action.split("@")[1]);
                }
            }
        }
        assertThat(versions).allSatisfy((action, commits) -> assertThat(commits).as(action).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void nobodyMayWriteButWhoHasTo(Path file) throws IOException {
        assertThat(yaml(file)).containsEntry("permissions", Map.of("contents", "read"));
        jobs(file).forEach((name, job) -> {
            String path = file.getFileName() + "/" + name;
            assertThat(job.get("permissions")).as("permissions of %s", path).isEqualTo(WRITES.get(path));
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void whoeverMayWriteAReleaseRunsNothingOfTheRepository(Path file) throws IOException {
        jobs(file).forEach((name, job) -> {
            if (job.get("permissions") instanceof Map<?, ?> permissions && "write".equals(permissions.get("contents"))) {
                assertThat(stepsOf(job)).as("%s of %s", name, file).noneMatch(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void checkoutsLeaveNoTokenBehind(Path file) throws IOException {
        assertThat(steps(file).stream().filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@")))
                .allSatisfy(step -> assertThat(map(step.get("with"))).containsEntry("persist-credentials", false));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void strangersGetNoMoreThanAnybody(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContain("pull_request_target", "workflow_run", "secrets.");
        assertThat(commands(file)).as("values of an event in a command are run as code").noneMatch(command -> command.contains("${{"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyJobEndsAndItsRunnerHasAVersion(Path file) throws IOException {
        assertThat(jobs(file).values()).allSatisfy(job -> {
            assertThat((Integer) job.get("timeout-minutes")).isBetween(1, 180);
            assertThat(String.valueOf(job.get("runs-on"))).matches("ubuntu-\\d+\\.\\d+");
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void commandsAreThere(Path file) throws IOException {
        for (String command : commands(file)) {
            String program = command.split("\\s+")[0];
            if (program.contains("/")) {
                assertThat(ROOT.resolve(program)).as(command).isExecutable();
            } else {
                assertThat(PROGRAMS).as(command).contains(program);
            }
            named(command, "local/engram (\\w+)").forEach(name -> assertThat(commandsOfEngram()).as(command).contains(name));
            named(command, " -P(\\w+)").forEach(name -> assertThat(poms()).as(command).anyMatch(pom -> pom.contains("<id>" + name + "</id>")));
            named(command, " -pl (\\S+)").stream().flatMap(names -> Stream.of(names.split(","))).forEach(name ->
                    assertThat(ROOT.resolve(name).resolve("pom.xml")).as(command).exists());
            named(command, " -Dtest=(\\w+)").forEach(name -> assertThat(tests()).as(command).contains(name + ".java"));
            named(command, " --(?:config|requirement) (\\S+)").forEach(name -> assertThat(ROOT.resolve(name)).as(command).exists());
        }
    }

    @Test
    void aTagWithAHyphenIsNoReleaseForEverybody() throws IOException {
        Map<String, Object> publish = steps(WORKFLOWS.resolve("release.yml")).stream()
                .filter(step -> String.valueOf(step.get("run")).startsWith("gh release create")).findFirst().orElseThrow();

        assertThat(String.valueOf(publish.get("run"))).contains(" --prerelease=\"$PRERELEASE\" ");
        assertThat(map(publish.get("env"))).containsEntry("PRERELEASE", "${{ contains(github.ref_name, '-') }}");
    }

    @Test
    void dependabotLooksAfterLibrariesAndActions() throws IOException {
        Object updates = yaml(ROOT.resolve(".github/dependabot.yml")).get("updates");
        assertThat((List<?>) updates).extracting(update -> map(update).get("package-ecosystem")).containsExactlyInAnyOrder("maven", "pip", "github-actions");
    }

    /// Without them their tests are skipped, and nobody notices.
    @ParameterizedTest
    @MethodSource("workflows")
    void whereAllTestsRunTheirToolsAreThere(Path file) throws IOException {
        boolean runsAll = commands(file).stream().anyMatch(command -> command.startsWith("local/engram test"));
        Stream<List<String>> required = jobs(file).values().stream().map(WorkflowsTest::commandsOf)
                .filter(commands -> commands.stream().anyMatch(command -> command.endsWith(" -Dengram.tools=required")));

        assertThat(required).hasSize(runsAll ? 1 : 0).allSatisfy(commands -> assertThat(commands).contains("pip install --requirement " + TOOLS));
    }

    @Test
    void toolsHaveOneVersionEach() throws IOException {
        List<String> all = requirements(TOOLS);

        assertThat(all).hasSizeGreaterThan(3).allMatch(requirement -> requirement.matches("[\\w.\\[\\]-]+==[\\w.]+"), "name==version");
        assertThat(all).containsAll(requirements(TOOLS.replace(".txt", ".in")));
    }

    private static List<String> requirements(String file) throws IOException {
        return Files.readAllLines(ROOT.resolve(file)).stream().filter(line -> !line.startsWith("#")).toList();
    }

    private static List<String> named(String command, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(command);
        return matcher.results().map((MatchResult result) -> result.group(1)).toList();
    }

    /// As the command line registers them.
    private static List<String> commandsOfEngram() {
        try (Stream<Path> files = Files.list(ROOT.resolve("local/cli/src/main/java/engram/local/cli"))) {
            return files.map(WorkflowsTest::text)
                    .flatMap(text -> Pattern.compile("@Command\\(\\s+name = \"(\\w+)\"").matcher(text).results())
                    .map(result -> result.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> poms() {
        return files("pom.xml").map(WorkflowsTest::text).toList();
    }

    private static List<String> tests() {
        return files("Test.java").map(path -> path.getFileName().toString()).toList();
    }

    private static Stream<Path> files(String end) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.find(
                ROOT, 20, (path, attributes) -> attributes.isRegularFile() && path.toString().endsWith(end) && !path.toString().contains("/target/"))) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream();
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> commands(Path file) throws IOException {
        return jobs(file).values().stream().flatMap(job -> commandsOf(job).stream()).toList();
    }

    private static List<String> commandsOf(Map<String, Object> job) {
        return stepsOf(job).stream()
                .filter(step -> step.containsKey("run"))
                .flatMap(step -> String.valueOf(step.get("run")).lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static List<Map<String, Object>> steps(Path file) throws IOException {
        return jobs(file).values().stream().flatMap(job -> stepsOf(job).stream()).toList();
    }

    private static List<Map<String, Object>> stepsOf(Map<String, Object> job) {
        return ((List<?>) job.get("steps")).stream().map(WorkflowsTest::map).toList();
    }

    private static Map<String, Map<String, Object>> jobs(Path file) throws IOException {
        Map<String, Map<String, Object>> jobs = new LinkedHashMap<>();
        map(yaml(file).get("jobs")).forEach((name, job) -> jobs.put(name, map(job)));
        assertThat(jobs).isNotEmpty();
        return jobs;
    }

    private static Map<String, Object> yaml(Path file) throws IOException {
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, entry) -> map.put(String.valueOf(name), entry));
        return map;
    }
}
