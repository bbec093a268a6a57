package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The script `local/engram` in a repository of its own, with JDKs and a Maven that only say how they were called.
class ScriptTest {

    private static final String MAVEN = """
            #!/bin/sh
            echo "$@" >> "$CALLS"
            echo "JAVA_HOME=$JAVA_HOME" >> "$CALLS"
            [ -n "$MAVEN_SAYS" ] && cat "$MAVEN_SAYS"
            mkdir -p "$ROOT/local/cli/target/lib" && : > "$ROOT/local/cli/target/local-cli-1.jar"
            exit "${MAVEN_EXIT:-0}"
            """;

    @TempDir
    Path folder;

    private Path root;
    private Path tools;
    private Path jdks;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void repository() throws IOException {
        root = Files.createDirectories(folder.resolve("my repository"));
        Path repository = Path.of(System.getProperty("engram.root", "../.."));
        for (String module : new String[] {"local", "functions", "infra"}) {
            Files.createDirectories(root.resolve(module));
        }
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.copy(repository.resolve("local/engram"), root.resolve("local/engram"));
        tools = Files.createDirectories(folder.resolve("tools"));
        jdks = Files.createDirectories(folder.resolve("jdks"));
        executable(tools.resolve("mvn"), MAVEN);
        for (String tool : new String[] {"bash", "sh", "find", "head", "sed", "tail", "grep", "cat", "mkdir", "mv", "rm", "sleep", "awk",
            "tee", "mktemp", "readlink", "dirname", "stty"}) {
            Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.toString());
        environment.put("ENGRAM_JDKS", jdks.toString());
        environment.put("CALLS", folder.resolve("calls").toString());
        environment.put("ROOT", root.toString());
    }

    private static Path onPath(String tool) {
        for (String directory : System.getenv("PATH").split(":")) {
            Path file = Path.of(directory, tool);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new IllegalStateException("no " + tool + " on the PATH");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = jdks.resolve(name);
        executable(home.resolve("bin/java"), "#!/bin/sh\necho \"" + name + ": $*\"\n");
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private record Ran(int exitCode, String out, String err) {}

    private Ran run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private Process start(String... arguments) throws IOException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        String[] command = new String[arguments.length + 2];
        command[0] = tools.resolve("bash").toString();
        command[1] = root.resolve("local/engram").toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private Path lock(String born) throws IOException {
        Path lock = Files.createDirectories(root.resolve("local/cli/target/engram.lock"));
        Files.writeString(lock.resolve("born"), born);
        Files.writeString(lock.resolve("pid"), ProcessHandle.current().pid() + "\n");
        return lock;
    }

    private String calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readString(calls) : "";
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        jdk("old", "21.0.2");
        Ran ran = run("status");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).startsWith("engram: no JDK 25 or newer was found").contains("adoptium.net", "ENGRAM_JAVA_HOME");
    }

    @Test
    void theFirstJdkThatIsNewEnoughIsTaken() throws Exception {
        jdk("a-old", "17.0.15");
        jdk("b-older", "1.8.0_402");
        jdk("c-early", "25-ea");
        Ran ran = run("status");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("c-early: ").contains("engram.local.cli.Main status");
        assertThat(calls()).contains("JAVA_HOME=" + jdks.resolve("c-early"));
    }

    @Test
    void javaHomeComesBeforeThePathAndThePathBeforeTheUsualPlaces() throws Exception {
        jdk("a-usual", "25");
        Path onPath = jdk("b-path", "26.0.1");
        Path home = jdk("c-home", "25.0.3");
        Files.createSymbolicLink(tools.resolve("java"), onPath.resolve("bin/java"));
        assertThat(run("status").out()).contains("b-path: ");
        environment.put("JAVA_HOME", home.toString());
        assertThat(run("status").out()).contains("c-home: ");
        environment.put("JAVA_HOME", jdk("d-old", "17").toString());
        assertThat(run("status").out()).contains("b-path: ");
    }

    @Test
    void aJdkThatWasNamedAndDoesNotDoIsNoReasonToTakeAnother() throws Exception {
        jdk("good", "25");
        environment.put("ENGRAM_JAVA_HOME", jdk("old", "24.0.1").toString());
        Ran ran = run("status");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("ENGRAM_JAVA_HOME is " + jdks.resolve("old"));
    }

    @Test
    void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
        Files.delete(jdk("jre", "25").resolve("bin/javac"));
        assertThat(run("status").exitCode()).isEqualTo(1);
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        jdk("jdk", "25");
        Files.delete(tools.resolve("mvn"));
        Ran ran = run("status");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("no mvn on the PATH", "maven.apache.org");
    }

    @Test
    void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        jdk("jdk", "25");
        run("status");
        run("status");
        assertThat(calls()).containsOnlyOnce(" package").contains("-f " + root.resolve("pom.xml"));
        Path source = root.resolve("functions/new.java");
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        run("status");
        assertThat(calls().split(" package", -1)).hasSize(3);
    }

    @Test
    void aReleaseIsBuiltAnewWithBillsOfMaterials() throws Exception {
        jdk("jdk", "25");
        environment.put("profile", "-Psomebody-elses");
        run("status");
        assertThat(calls()).containsOnlyOnce(" package").doesNotContain(" -P");
        Ran ran = run("release", "--out", "x");
        assertThat(calls().split(" package", -1)).hasSize(3);
        assertThat(calls()).contains("-Prelease -DskipTests package");
        assertThat(ran.out()).contains("engram.local.cli.Main release --out x");
        run("release", "--help");
        assertThat(calls().split(" package", -1)).hasSize(3);
    }

    @Test
    void aBuildLockWhoseHolderNeverSaidWhoItIsIsTakenAway() throws Exception {
        jdk("jdk", "25");
        Path lock = Files.createDirectories(root.resolve("local/cli/target/engram.lock"));
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(150)));
        assertThat(run("status").exitCode()).isZero();
        assertThat(calls()).contains("package");
        assertThat(lock).doesNotExist();
    }

    @Test
    void aFailedBuildShowsItsErrorsAndWhereTheWholeLogIs() throws Exception {
        jdk("jdk", "25");
        Path said = folder.resolve("said");
        Files.writeString(said, "[INFO] fine\n[ERROR] Some.java:[3,4] not a statement\n");
        environment.put("MAVEN_SAYS", said.toString());
        environment.put("MAVEN_EXIT", "1");
        Ran ran = run("status");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("not a statement", "the build failed", "local/cli/target/engram-build.log").doesNotContain("fine");
    }

    @Test
    void testEndsWithTheTotalsOfAllModulesAndMavensExitCode() throws Exception {
        jdk("jdk", "25");
        Path said = folder.resolve("said");
        Files.writeString(said, """
                [INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.5 s -- in a.B
                [INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0
                [ERROR] Tests run: 20, Failures: 1, Errors: 2, Skipped: 3, Time elapsed: 0.5 s <<< FAILURE! -- in c.D
                [ERROR] Tests run: 20, Failures: 1, Errors: 2, Skipped: 3
                """);
        environment.put("MAVEN_SAYS", said.toString());
        environment.put("MAVEN_EXIT", "1");
        Ran ran = run("test", "-pl", "local/cli");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).endsWith("Tests run: 24, Failures: 1, Errors: 2, Skipped: 3\n");
        assertThat(calls()).contains("verify -pl local/cli");
    }

    @Test
    void nightlyGoesUnderFireWhenTheTestsPass() throws Exception {
        jdk("jdk", "25");
        Ran ran = run("test", "--nightly", "-pl", "local/cli");
        assertThat(ran.exitCode()).isZero();
        assertThat(calls()).contains("verify -pl local/cli");
        assertThat(ran.out()).contains("The whole suite:").contains("engram.local.cli.Main chaos --minutes 5 --seed 1");
    }

    @Test
    void nightlyEndsWithTestsThatFail() throws Exception {
        jdk("jdk", "25");
        environment.put("MAVEN_EXIT", "1");
        Ran ran = run("test", "--nightly");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).doesNotContain("chaos");
    }

    @Test
    void aBuildLockWhoseHoldersNumberIsAnothersByNowIsTakenAway() throws Exception {
        jdk("jdk", "25");
        Path lock = lock("some other time");
        assertThat(run("status").exitCode()).isZero();
        assertThat(calls()).contains("package");
        assertThat(lock).doesNotExist();
    }

    @Test
    @Timeout(120)
    void whoWaitsForABuildSaysOnceForWhichAndWhereItsLockIs() throws Exception {
        jdk("jdk", "25");
        Path lock = lock("");
        Process waiting = start("status");
        Path err = folder.resolve("err");
        while (!Files.readString(err).endsWith("\n")) {
            assertThat(waiting.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(Files.readString(err)).contains("process " + ProcessHandle.current().pid(), lock.toString());

        Files.delete(lock.resolve("born"));
        Files.delete(lock.resolve("pid"));
        Files.delete(lock);
        assertThat(waiting.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.exitValue()).isZero();
        assertThat(Files.readString(err)).containsOnlyOnce("Waiting for the build");
    }

    @Test
    void aLockThatCannotBeMadeIsNoBuildToWaitFor() throws Exception {
        jdk("jdk", "25");
        Files.createDirectories(root.resolve("local/cli/target"));
        Files.writeString(root.resolve("local/cli/target/engram.lock"), "a file in the way");
        Ran ran = run("status");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("engram.lock cannot be made");
    }

    @Test
    void itNeedsNoHome() throws Exception {
        jdk("jdk", "25");
        environment.remove("HOME");
        environment.remove("ENGRAM_JDKS");
        assertThat(run("status").err()).doesNotContain("unbound variable");
    }
}
