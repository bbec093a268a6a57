package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @TempDir
    Path data;

    private Console console;

    @BeforeEach
    void freshConsole() {
        console = new Console(data);
    }

    @Test
    void helpNamesEveryCommandAndEveryExitCode() {
        assertThat(console.run("--help")).isZero();
        assertThat(console.out()).contains("up ", "down ", "status ", "logs ", "load ", "remove ", "watch ", "documents ", "search ", "test ");
        assertThat(console.out()).contains("0   It worked.", "3   Engram does not run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "logs", "load", "remove", "watch", "documents", "search", "test", "eval", "demo", "bench", "torture", "health", "retention", "receipts", "invoke", "cost", "release"})
    void everyCommandHasHelp(String command) {
        assertThat(console.run(command, "--help")).isZero();
        assertThat(console.out()).startsWith("Usage: local/engram " + command);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "search -k 0 x | -k is 1 to 100",
        "search -k many x | 'many' is not an int",
        "search --mode best x | expected one of",
        "search | Missing required parameter",
        "load | Missing required parameter",
        "load /nowhere | /nowhere does not exist",
        "up --aws-endpoint https://sqs.us-east-1.amazonaws.com | is like http://127.0.0.1:4566",
        "invoke query | Missing required parameter",
        "invoke query /nowhere.json | /nowhere.json cannot be read",
        "invoke query pom.xml | pom.xml is no JSON",
        "load --workspace a/b . | a workspace has",
        "load --ignore [z-a] . | is no ignore pattern",
        "load --timeout 0 . | --timeout is at least 1",
        "watch /nowhere | /nowhere does not exist",
        "documents --status LOST | --status is one of",
        "up --port 70000 | --port is 0 to 65535",
        "up --ingest 0 | --ingest is 1 to 64",
        "bench large --chunks 10001 | --chunks of one document is at most 10000",
        "retention hold --prefix w/ --reason x | hold takes a name",
        "retention hold case --reason x | takes --prefix",
        "retention hold case --prefix w/ | hold takes a --reason",
        "retention run --prefix w/ | hold, and nothing else",
        "retention plan x | plan takes no x",
        "retention shred | expected one of",
        "receipts forge | expected one of",
        "release | Missing required option: '--out=DIR'",
        "release --out x --as one | --as is a version like 1.2.3",
        "cost | Missing required option: '--documents=N'",
        "cost --documents many | 'many' is not a long",
        "cost --documents -1 | documents: 0 to 1000000000, got -1",
        "cost --documents 1 --chunks-per-document 0 | chunks of a document: 1 to 10000, got 0",
        "cost --documents 100000 --domain small | take a production one",
        "cost --documents 1 --domain huge | expected one of",
        "cost --documents 1 --discount | Unknown option: '--discount'",
        "serach x | Did you mean: local/engram search",
    })
    void nonsenseIsNamedAndEndsWithTwo(String line, String message) {
        assertThat(console.run(line.split(" "))).isEqualTo(Failure.USAGE);
        assertThat(console.err()).startsWith("engram: ").contains(message);
        assertThat(console.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "documents", "search x", "remove w/a"})
    void withoutARunningSystemTheCommandThatStartsItIsTold(String line) {
        assertThat(console.run(line.split(" "))).isEqualTo(Failure.NOT_RUNNING);
        assertThat(console.err()).contains("is not running", data.toString(), "local/engram up --detach").hasLineCount(1);
    }

    @Test
    void tortureWantsHistoriesAndABuiltSimulation() {
        assertThat(console.run("torture", "--histories", "0")).isEqualTo(Failure.USAGE);
        assertThat(console.run("torture", "--histories", "1")).isEqualTo(Failure.FAILED);
        assertThat(console.err()).contains("the simulation is not built", "mvn package");
    }

    @Test
    void stoppingWhatDoesNotRunIsNoFailure() {
        assertThat(console.run("down")).isZero();
        assertThat(console.out()).contains("is not running");
    }

    @Test
    void aSystemThatWasKilledCountsAsNotRunning() throws IOException {
        long gone = 4_000_000_000L;
        Files.writeString(
                data.resolve("engram.json"),
                Console.description(gone, URI.create("http://127.0.0.1:1"), "b"));
        assertThat(console.run("status")).isEqualTo(Failure.NOT_RUNNING);
    }

    @Test
    void aDamagedDescriptionIsNamed() throws IOException {
        Files.writeString(data.resolve("engram.json"), "{");
        assertThat(console.run("status")).isEqualTo(Failure.FAILED);
        assertThat(console.err()).contains(data.resolve("engram.json").toString());
    }

    @Test
    void logsAreShownByPart() throws IOException {
        Files.createDirectories(data.resolve("logs"));
        Files.writeString(data.resolve("logs/s3.log"), "one\ntwo\nthree\nunfinished");
        Files.writeString(data.resolve("logs/system.log"), "four\n");
        assertThat(console.run("logs", "s3", "-n", "2")).isZero();
        assertThat(console.out()).isEqualTo("two\nthree\n");
        assertThat(console.run("logs", "-n", "1")).isZero();
        assertThat(console.out()).endsWith("s3     | three\nsystem | four\n");
        assertThat(console.run("logs", "s4")).isEqualTo(Failure.USAGE);
        assertThat(console.err()).contains("there are s3, system");
    }
}
