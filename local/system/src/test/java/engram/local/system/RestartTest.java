package engram.local.system;

import static engram.local.system.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import engram.local.system.parts.Progress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A system in a process of its own is killed, and another takes its data over.
class RestartTest {

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void nothingOutlivesAKilledSystemAndTheNextOneCarriesOn() throws Exception {
        Process killed = startInOwnProcess();
        Description first = Description.read(data).orElseThrow();
        put(first, "docs/kept.md");
        eventually("the hint arrives", () -> TinyDeployment.seen(data, "docs/kept.md") == 1);

        killed.destroyForcibly().waitFor();

        eventually("all its processes end by themselves", () -> first.children().stream().noneMatch(child ->
                ProcessHandle.of(child.pid()).map(ProcessHandle::isAlive).orElse(false)));
        assertThat(Description.file(data)).as("it had no time to tidy up").exists();

        try (LocalSystem next = LocalSystem.start(SystemSettings.of(data, 0), Progress.NONE, new TinyDeployment())) {
            assertThat(next.description().s3().endpoint()).isEqualTo(first.s3().endpoint());
            eventually("a hint for what was there", () -> TinyDeployment.seen(data, "docs/kept.md") >= 2);
            assertThat(get(next.description(), "docs/kept.md")).isEqualTo("text");
            shutDown(next);
        }
        assertThat(Description.file(data)).doesNotExist();
        assertThat(Files.readString(data.resolve("logs/system.log"))).contains("was not stopped in order");
    }

    private void shutDown(LocalSystem system) throws Exception {
        List<Description.Child> children = system.description().children();
        var asked = CompletableFuture.runAsync(() -> {
            try {
                system.awaitShutdownRequest();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        http.send(HttpRequest.newBuilder(system.url().resolve("/_local/shutdown")).POST(BodyPublishers.noBody()).build(),
                BodyHandlers.discarding());
        asked.get(10, TimeUnit.SECONDS);
        system.close();
        assertThat(children).noneMatch(child -> ProcessHandle.of(child.pid()).map(ProcessHandle::isAlive).orElse(false));
    }

    private Process startInOwnProcess() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "-Dengram.root=" + System.getProperty("engram.root"),
                TinyDeployment.class.getName(), data.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String url = process.inputReader().readLine();
        assertThat(url).startsWith("http://127.0.0.1:");
        return process;
    }

    private void put(Description system, String key) throws Exception {
        var answer = http.send(HttpRequest.newBuilder(object(system, key)).PUT(BodyPublishers.ofString("text")).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private String get(Description system, String key) throws Exception {
        return http.send(HttpRequest.newBuilder(object(system, key)).build(), BodyHandlers.ofString()).body();
    }

    private static URI object(Description system, String key) {
        return URI.create(system.s3().endpoint() + "/engram/" + key);
    }
}
