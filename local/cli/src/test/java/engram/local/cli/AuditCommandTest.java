package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

    @TempDir
    Path data;

    private Console console;

    @BeforeEach
    void logs() throws IOException {
        write("query.log", "2026-11-22T10:00:00Z INFO something else");
        write("query.log", line("search", "jwt:ada", "docs", 3, Duration.ofMinutes(2)));
        write("query.log.1", line("getDocument", "anonymous", "docs", 1, Duration.ofHours(3)));
        write("audit.log", line("redriveDead", "operator", "", 7, Duration.ofMinutes(1)));
        write("query.log", "{\"audit\":\"sear");
        console = new Console(data);
    }

    private static String line(String action, String who, String workspace, int count, Duration ago) {
        return "{\"audit\":\"%s\",\"at\":\"%s\",\"who\":\"%s\",\"workspace\":\"%s\",\"subject\":\"\",\"count\":%d,\"outcome\":\"OK\",\"requestId\":\"r\"}"
                .formatted(action, Instant.now().minus(ago), who, workspace, count);
    }

    private void write(String log, String line) throws IOException {
        Path file = Files.createDirectories(data.resolve("logs")).resolve(log);
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void theLastHourOfAllLogsOldestFirst() {
        assertThat(console.run("audit")).isZero();

        assertThat(console.out()).containsSubsequence("jwt:ada", "search", "docs", "3", "operator", "redriveDead", "7")
                .doesNotContain("getDocument", "something else");
        assertThat(console.err()).contains("2 lines");
    }

    @Test
    void olderOnesAreInTheLogThatMadeRoom() {
        assertThat(console.run("audit", "--since", "4h", "--json")).isZero();

        assertThat(console.out().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"audit\":"));
        assertThat(console.out().lines().findFirst().orElseThrow()).contains("getDocument");
    }

    @Test
    void onlyWhatIsWanted() {
        assertThat(console.run("audit", "--who", "jwt:ada", "--json")).isZero();
        assertThat(console.out().lines()).hasSize(1);

        assertThat(console.run("audit", "--action", "deleteDocument")).isZero();
        assertThat(console.err()).contains("Nothing like that in the last 1h.");
    }

    @Test
    void whatIsNoSpanIsRefused() {
        assertThat(console.run("audit", "--since", "yesterday")).isEqualTo(Failure.USAGE);

        assertThat(console.err()).contains("--since is a number with s, m, h or d behind it, like 30m, got yesterday");
    }

    @Test
    void withoutLogsItSaysSo() {
        assertThat(new Console(data.resolve("none")).run("audit")).isEqualTo(Failure.FAILED);
    }

    @Test
    void rehearsalsAreNobodysRequests() throws IOException {
        write("rehearsal.log", line("search", "anonymous", "rehearsal", 0, Duration.ofMinutes(1)));
        write("rehearsal.log.1", line("search", "anonymous", "rehearsal", 0, Duration.ofMinutes(1)));
        assertThat(console.run("audit", "--json")).isZero();
        assertThat(console.out()).doesNotContain("rehearsal");
    }
}
