package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.remote.Api;
import engram.local.cli.remote.Json;
import engram.local.cli.terminal.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Has a sample of documents made anew from their objects, and compared with what catalog and index hold of them, chunk by chunk.
final class DeepCheck {

    private static final int AT_ONCE = 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Set<String> COMPARABLE = Set.of("INDEXED", "EMPTY");

    private final Api api;
    private final Sample.Draw<String> draw;
    private final boolean repair;
    private final Duration patience;
    private final Progress progress;
    private final Findings findings;
    private final List<String> inFlight = new ArrayList<>();

    DeepCheck(Api api, Sample.Draw<String> draw, boolean repair, Duration patience, Progress progress, Findings findings) {
        this.api = api;
        this.draw = draw;
        this.repair = repair;
        this.patience = patience;
        this.progress = progress;
        this.findings = findings;
    }

    void check(List<String> workspaces) throws IOException {
        for (String workspace : workspaces) {
            List<IOException> trouble = new ArrayList<>();
            List<String> waiting = new ArrayList<>();
            api.documents(workspace, Optional.empty(), "", document -> {
                if (trouble.isEmpty() && COMPARABLE.contains(document.path("status").asText())) {
                    draw.offer(document.path("sourcePath").asText());
                    waiting.addAll(draw.taken());
                    tryVerify(waiting, trouble);
                }
            });
            if (!trouble.isEmpty()) {
                throw trouble.getFirst();
            }
            verify(waiting);
        }
        verify(draw.all());
        lookAgain();
    }

    private void tryVerify(List<String> waiting, List<IOException> trouble) {
        if (waiting.size() < AT_ONCE) {
            return;
        }
        try {
            verify(waiting);
            waiting.clear();
        } catch (IOException e) {
            trouble.add(e);
        }
    }

    private void verify(List<String> paths) throws IOException {
        for (int from = 0; from < paths.size(); from += AT_ONCE) {
            ObjectNode order = Json.object().put("repair", repair).put("by", "operator");
            paths.subList(from, Math.min(from + AT_ONCE, paths.size())).forEach(order.withArray("paths")::add);
            JsonNode answer = api.invoke("verify", order);
            findings.addDeep(answer);
            answer.path("again").forEach(path -> inFlight.add(path.asText()));
            progress.show(0, 0, "made anew and compared: %,d documents".formatted(findings.deepDocuments()));
        }
    }

    private void lookAgain() throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (!inFlight.isEmpty() && System.nanoTime() < end) {
            progress.show(0, 0, "waiting for %,d documents in flight".formatted(inFlight.size()));
            pause();
            List<String> before = List.copyOf(inFlight);
            inFlight.clear();
            verify(before);
        }
        findings.leave(inFlight.size());
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for documents in flight", e);
        }
    }
}
