package engram.local.system.parts;

import static engram.local.system.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartProcessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Part.class)
    void aPortInUseIsNamedWithWhatToDo(Part part) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            PartCommand command = command(part).onPort(taken.getLocalPort());
            assertThatThrownBy(() -> PartProcess.start(command, PATIENCE))
                    .isInstanceOf(PartFailure.class)
                    .hasMessageContaining(part.id() + " did not start")
                    .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1 is in use")
                    .hasMessageContaining("--port")
                    .hasMessageContaining(command.log().toString());
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Files.writeString(directory.resolve("file"), "");
        PartCommand command = new PartCommand(Installation.find(), Part.SQS, directory.resolve("file/data"),
                directory.resolve("sqs.log"), 0, 64, List.of());
        assertThatThrownBy(() -> PartProcess.start(command, PATIENCE))
                .hasMessageContaining("sqs")
                .hasMessageContaining("file");
    }

    @Test
    void anArgumentThatNobodyKnowsIsNamed() {
        assertThatThrownBy(() -> PartProcess.start(command(Part.S3, "--buckets", "b"), PATIENCE))
                .hasMessageContaining("unknown argument --buckets; known: --bucket, --data, --parent, --port, --queue-url");
    }

    @Test
    void aPartThatIsNotBuiltIsNamedWithTheCommandThatBuildsIt() {
        Installation empty = new Installation(directory, directory);
        assertThatThrownBy(() -> PartProcess.start(PartCommand.of(empty, Part.DYNAMODB, directory), PATIENCE))
                .isInstanceOf(PartFailure.class)
                .hasMessageContaining("mvn -pl local/parts/dynamodb -am package");
    }

    @Test
    void aPartThatIsStoppedEndsAndAnswersOnTheSamePortAfterARestart() {
        try (PartProcess sqs = PartProcess.start(command(Part.SQS), PATIENCE)) {
            var endpoint = sqs.endpoint();
            sqs.stop();
            assertThat(sqs.alive()).isFalse();
            sqs.restart();
            assertThat(sqs.alive()).isTrue();
            assertThat(sqs.endpoint()).isEqualTo(endpoint);
        }
    }

    @Test
    void aPartEndsWithTheProcessItBelongsTo() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        PartCommand command = command(Part.S3);
        List<String> line = command.line(0, command.classPath(), List.of()).stream()
                .map(word -> word.equals(Long.toString(ProcessHandle.current().pid())) ? Long.toString(parent.pid()) : word)
                .toList();
        Process s3 = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(s3.inputReader().readLine()).startsWith("ready http://127.0.0.1:");
        parent.destroyForcibly();
        eventually("the part has ended", () -> !s3.isAlive());
    }

    @Test
    void thePartArchivesItsClassesAtItsFirstEndAndReadsThemFromThen() throws Exception {
        Installation fresh = new Installation(Installation.find().root(), directory.resolve("cache"));
        PartCommand command = PartCommand.of(fresh, Part.S3, directory);
        try (PartProcess s3 = PartProcess.start(command, PATIENCE)) {
            assertThat(archives(fresh)).isEmpty();
            s3.stop();
            assertThat(archives(fresh)).hasSize(1);
            assertThat(ClassArchive.of(fresh, Part.S3, command.classPath()).flags())
                    .contains("-XX:SharedArchiveFile=" + archives(fresh).getFirst());
            s3.restart();
            assertThat(s3.alive()).isTrue();
        }
    }

    @Test
    void onlyOneProcessArchivesAndOneThatIsKilledLeavesNothing() throws Exception {
        Installation fresh = new Installation(Installation.find().root(), directory.resolve("cache"));
        List<Path> classPath = fresh.classPath(Part.SQS);
        ClassArchive first = ClassArchive.of(fresh, Part.SQS, classPath);
        assertThat(first.flags()).anyMatch(flag -> flag.startsWith("-XX:ArchiveClassesAtExit="));
        assertThat(ClassArchive.of(fresh, Part.SQS, classPath).flags()).isEmpty();
        first.ended(137);
        assertThat(fresh.cache().resolve("classes")).isEmptyDirectory();
    }

    @Test
    void anArchiveThatIsDamagedIsLeftAlone() throws Exception {
        Installation fresh = new Installation(Installation.find().root(), directory.resolve("cache"));
        PartCommand command = PartCommand.of(fresh, Part.S3, directory);
        try (PartProcess s3 = PartProcess.start(command, PATIENCE)) {
            s3.stop();
            Files.writeString(archives(fresh).getFirst(), "no archive");
            s3.restart();
            assertThat(s3.alive()).isTrue();
        }
    }

    private static List<Path> archives(Installation installation) throws Exception {
        try (Stream<Path> files = Files.list(installation.cache().resolve("classes"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private PartCommand command(Part part, String... arguments) {
        return PartCommand.of(Installation.find(), part, directory, arguments);
    }
}
