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
import java.util.UUID;

/// Has `reconcile` walk over workspaces, step by step, and look again at what was in flight.
final class Fsck {

    private static final int STEP_SECONDS = 2;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 1_000;

    private final Api api;
    private final boolean repair;
    private final Duration patience;
    private final Progress progress;
    private final String owner = "fsck " + UUID.randomUUID();
    private final Findings findings = new Findings();
    private long total;

    Fsck(Api api, boolean repair, Duration patience, Progress progress) {
        this.api = api;
        this.repair = repair;
        this.patience = patience;
        this.progress = progress;
    }

    Findings check(List<String> workspaces) throws IOException {
        for (JsonNode count : api.status().at("/documents/byStatus")) {
            total += count.asLong();
        }
        for (String workspace : workspaces) {
            lookAgain(workspace, walk(workspace));
        }
        return findings;
    }

    /// @return what was in flight
    private List<String> walk(String workspace) throws IOException {
        List<String> inFlight = new ArrayList<>();
        JsonNode walked;
        String after = null;
        do {
            ObjectNode order = order(workspace).put("owner", owner).put("seconds", STEP_SECONDS);
            if (after != null) {
                order.put("after", after);
            }
            JsonNode answer = api.reconcile(order);
            walked = answer.path("walked");
            if (walked.path("busy").asBoolean()) {
                throw Failure.failed("somebody else walks over " + workspace + ": wait until that has ended, at most a minute or so");
            }
            findings.add(answer);
            List<String> again = paths(walked);
            inFlight.addAll(again);
            findings.leave(walked.path("inFlight").asLong() - again.size());
            after = walked.path("after").textValue();
            progress.show(findings.documents(), total, "%s: %,d documents, %,d in flight, %,d differences".formatted(
                    workspace, findings.documents(), inFlight.size(), differences()));
        } while (!walked.path("ended").asBoolean());
        return inFlight;
    }

    private void lookAgain(String workspace, List<String> inFlight) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        List<String> left = inFlight;
        while (!left.isEmpty() && System.nanoTime() < end) {
            progress.show(findings.documents(), total, "%s: waiting for %,d documents in flight".formatted(workspace, left.size()));
            pause();
            List<String> still = new ArrayList<>();
            for (int from = 0; from < left.size(); from += AT_ONCE) {
                ObjectNode order = order(workspace);
                left.subList(from, Math.min(from + AT_ONCE, left.size())).forEach(order.withArray("paths")::add);
                JsonNode answer = api.reconcile(order);
                findings.add(answer);
                still.addAll(paths(answer.path("walked")));
            }
            left = still;
        }
        findings.leave(left.size());
    }

    private ObjectNode order(String workspace) {
        return Json.object().put("task", "reconcile").put("workspace", workspace).put("repair", repair);
    }

    private long differences() {
        return findings.differences().values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<String> paths(JsonNode walked) {
        return walked.path("again").valueStream().map(JsonNode::asText).toList();
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
