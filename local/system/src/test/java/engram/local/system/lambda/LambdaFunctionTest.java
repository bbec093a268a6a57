package engram.local.system.lambda;

import static engram.local.system.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.system.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaFunctionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Journal journal = (who, line) -> lines.add(who + ": " + line);
    private LambdaFunction function;

    @AfterEach
    void end() {
        if (function != null) {
            function.close();
        }
    }

    @Test
    void theHandlerSeesWhatLambdaWouldTellIt() throws Exception {
        start(Duration.ofSeconds(30), 1);
        function.awaitReady(PATIENCE);

        var seen = new ObjectMapper().readTree(returned("\"context\""));

        assertThat(seen.path("name").asText()).isEqualTo("tiny");
        assertThat(seen.path("memory").asInt()).isEqualTo(128);
        assertThat(seen.path("arn").asText()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:tiny");
        assertThat(seen.path("left").asInt()).isBetween(1, 30_000);
        assertThat(seen.path("greeting").asText()).isEqualTo("hello");
        assertThat(seen.path("home").asText()).as("nothing of this machine leaks in").isEqualTo("null");
        assertThat(Path.of(seen.path("dir").asText())).isDirectoryContaining("glob:**/engram");
        assertThat(function.log()).content().contains("START ");
    }

    @Test
    void anExceptionIsReportedAndTheProcessLivesOn() throws Exception {
        start(Duration.ofSeconds(30), 1);

        assertThat(invoke("\"throw\"")).isEqualTo(
                new Outcome.Threw("java.lang.IllegalStateException", "told to throw"));

        long pid = function.state().pids().getFirst();
        assertThat(returned("\"again\"")).isEqualTo("\"again\"");
        assertThat(function.state().pids()).containsExactly(pid);
        assertThat(function.state().errors()).isEqualTo(1);
    }

    @Test
    void aProcessThatDiesFailsItsInvocationAndIsReplaced() throws Exception {
        start(Duration.ofSeconds(30), 1);

        assertThat(invoke("\"halt\"")).isInstanceOfSatisfying(Outcome.Died.class, died ->
                assertThat(died.how()).contains("exit code 3"));

        assertThat(returned("\"again\"")).isEqualTo("\"again\"");
        assertThat(function.state().restarts()).isEqualTo(1);
        assertThat(lines).anyMatch(line -> line.contains("exit code 3; starts again in"));
    }

    @Test
    void aKilledIdleProcessIsReplaced() throws Exception {
        start(Duration.ofSeconds(30), 1);
        function.awaitReady(PATIENCE);
        long pid = function.state().pids().getFirst();

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        eventually("another process", () ->
                !function.state().pids().isEmpty() && !function.state().pids().contains(pid));
        assertThat(returned("\"again\"")).isEqualTo("\"again\"");
    }

    @Test
    void aProcessOverItsTimeIsKilled() throws Exception {
        start(Duration.ofSeconds(4), 1);

        assertThat(invoke("\"hang\"")).isEqualTo(new Outcome.TimedOut(Duration.ofSeconds(4)));

        assertThat(returned("\"again\"")).isEqualTo("\"again\"");
    }

    @Test
    void anInvocationThatComesBeforeTheFirstProcessIsUpWaitsForThatOne() throws Exception {
        start(Duration.ofSeconds(30), 4);

        assertThat(returned("\"early\"")).isEqualTo("\"early\"");

        assertThat(function.state().pids()).hasSize(1);
    }

    @Test
    void environmentsGrowWithDemandUpToTheConcurrency() throws Exception {
        start(Duration.ofSeconds(60), 2);
        List<Thread> hanging = IntStream.range(0, 3).mapToObj(i -> Thread.ofVirtual().start(() -> {
            try {
                invoke("\"hang\"");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })).toList();

        eventually("two are busy", () -> function.state().busy() == 2);

        assertThat(function.state().pids()).hasSize(2);
        hanging.forEach(Thread::interrupt);
    }

    @Test
    void anInvocationThatFindsNoFreeEnvironmentInTimeIsNotStarted() throws Exception {
        start(Duration.ofSeconds(30), 1);
        function.awaitReady(PATIENCE);
        Thread hanging = Thread.ofVirtual().start(() -> {
            try {
                invoke("\"hang\"");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        eventually("busy", () -> function.state().busy() == 1);

        assertThat(function.invoke("\"late\"".getBytes(StandardCharsets.UTF_8), Duration.ofMillis(50)))
                .isInstanceOf(Outcome.NotStarted.class);

        hanging.interrupt();
    }

    @Test
    void aHandlerThatIsNotThereIsNamed() throws Exception {
        var spec = new FunctionSpec("tiny", TinyPackage.zip(folder), "engram.Nobody::handleRequest", 128,
                Duration.ofSeconds(3), 1, List.of(new Trigger.Http("/")), Map.of());
        function = LambdaFunction.start(spec, TinyPackage.settings(folder), journal, Clock.systemUTC());

        assertThat(invoke("{}")).isInstanceOfSatisfying(Outcome.Threw.class, threw ->
                assertThat(threw.line()).contains("ClassNotFound").contains("engram.Nobody"));
    }

    @Test
    void aProcessThatEndsBeforeItAsksForWorkFailsTheStart() throws Exception {
        var spec = new FunctionSpec("tiny", bootstrap("#!/bin/sh\necho out of order\nexit 7\n"), "", 128,
                Duration.ofSeconds(3), 1, List.of(new Trigger.Http("/")), Map.of());
        function = LambdaFunction.start(spec, TinyPackage.settings(folder), journal, Clock.systemUTC());

        assertThatThrownBy(() -> function.awaitReady(PATIENCE)).isInstanceOf(IOException.class)
                .hasMessageContaining("tiny").hasMessageContaining("exit code 7");
        assertThat(function.log()).content().contains("out of order");
        eventually("it is tried again", () -> function.state().restarts() > 1);
    }

    @Test
    void aMissingPackageIsSaidToBeMissing() {
        var spec = new FunctionSpec("tiny", folder.resolve("none.zip"), TinyPackage.HANDLER, 128,
                Duration.ofSeconds(3), 1, List.of(new Trigger.Http("/")), Map.of());

        assertThatThrownBy(() -> LambdaFunction.start(spec, TinyPackage.settings(folder), journal, Clock.systemUTC()))
                .hasMessageContaining("none.zip").hasMessageContaining("build it first");
    }

    @Test
    void closingEndsEveryProcess() throws Exception {
        start(Duration.ofSeconds(30), 1);
        function.awaitReady(PATIENCE);
        long pid = function.state().pids().getFirst();

        function.close();

        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
        assertThat(invoke("\"late\"")).isInstanceOf(Outcome.NotStarted.class);
    }

    @Test
    void aRehearsedPackageHasACacheThatProcessesStartWith() throws Exception {
        start(Duration.ofSeconds(30), 1);
        function.awaitReady(PATIENCE);

        function.rehearsal().orElseThrow().run();

        assertThat(function.rehearsal()).isEmpty();
        long pid = function.state().pids().getFirst();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        eventually("another process starts with the cache", () -> function.state().pids().stream()
                .filter(other -> other != pid)
                .map(ProcessHandle::of)
                .flatMap(Optional::stream)
                .anyMatch(other -> other.info().commandLine().orElse("").contains("-XX:AOTCache=")));
        assertThat(returned("\"again\"")).isEqualTo("\"again\"");
    }

    /// The JVM itself would not notice: as long as a jar's path is the same, it takes the classes of the cache, whatever is in the jar now.
    @Test
    void aRebuiltPackageDoesNotStartWithTheCacheOfTheOneBefore() throws Exception {
        start(Duration.ofSeconds(30), 1);
        function.rehearsal().orElseThrow().run();
        function.close();
        var spec = function.spec();
        try (var zip = FileSystems.newFileSystem(spec.zip())) {
            Files.writeString(zip.getPath("more.txt"), "another build");
        }

        function = LambdaFunction.start(spec, TinyPackage.settings(folder), journal, Clock.systemUTC());

        assertThat(returned("\"again\"")).isEqualTo("\"again\"");
        assertThat(function.rehearsal()).as("it has no cache yet").isPresent();
        assertThat(function.state().pids()).allSatisfy(pid -> assertThat(ProcessHandle.of(pid).orElseThrow().info().commandLine().orElse(""))
                .isNotEmpty().doesNotContain("-XX:AOTCache="));
    }

    /// Whatever it is told to remember, a JVM that is short of heap for it does not start at all.
    @Test
    void thereIsRoomInTheHeapForWhatACacheHolds() {
        for (FunctionSpec spec : DeployedOptionsTest.functions()) {
            List<String> command = new Launch.Jvm(Path.of("java"), folder, "none").managed(spec);

            assertThat(mebibytes(command, "-Xms") - mebibytes(command, "-Xmn")).as(spec.name()).isGreaterThanOrEqualTo(64);
            assertThat(mebibytes(command, "-Xms")).as(spec.name()).isLessThanOrEqualTo(mebibytes(command, "-Xmx"));
        }
    }

    private static int mebibytes(List<String> command, String option) {
        return command.stream().filter(each -> each.startsWith(option)).findFirst()
                .map(each -> Integer.parseInt(each.substring(option.length(), each.length() - 1))).orElseThrow();
    }

    @Test
    void whatIsCalledOnlyStartsWithItsFirstCallAndSharesTheUnpackedPackage() throws Exception {
        start(Duration.ofSeconds(30), 1);
        var own = function.spec();
        var spec = new FunctionSpec("called", own.zip(), own.handler(), own.memory(), own.timeout(), 1, List.of(new Trigger.Calls()), own.environment());

        try (var called = LambdaFunction.start(spec, own.name(), TinyPackage.settings(folder), journal, Clock.systemUTC())) {
            assertThat(called.isAsleep()).isTrue();
            assertThat(called.rehearsal()).isEmpty();
            assertThat(called.invoke("\"hello\"".getBytes(StandardCharsets.UTF_8), PATIENCE)).isInstanceOf(Outcome.Returned.class);
            assertThat(called.isAsleep()).isFalse();
            try (var unpacked = Files.list(TinyPackage.settings(folder).work())) {
                assertThat(unpacked).hasSize(1);
            }
        }
    }

    private Path bootstrap(String script) throws IOException {
        Path zip = folder.resolve("custom.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("bootstrap"));
            out.write(script.getBytes(StandardCharsets.UTF_8));
        }
        return zip;
    }

    private void start(Duration timeout, int concurrency) throws IOException {
        function = LambdaFunction.start(TinyPackage.spec(folder, new Trigger.Http("/"), timeout, concurrency),
                TinyPackage.settings(folder), journal, Clock.systemUTC());
    }

    private Outcome invoke(String event) throws InterruptedException {
        return function.invoke(event.getBytes(StandardCharsets.UTF_8), PATIENCE);
    }

    private String returned(String event) throws InterruptedException {
        return switch (invoke(event)) {
            case Outcome.Returned(byte[] body) -> new String(body, StandardCharsets.UTF_8);
            case Outcome other -> throw new AssertionError(other.line());
        };
    }
}
