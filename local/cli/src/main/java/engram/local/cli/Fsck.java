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
import java.util.Objects;
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
    private final List<Seen> inFlight = new ArrayList<>();
    private long total;

    /// Documents that could not be judged.
    ///
    /// @param since when they were looked at first, by this process's clock
    private record Seen(List<String> paths, long since) {}

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
            walk(workspace);
            lookAgain(workspace);
        }
        return findings;
    }

    private void walk(String workspace) throws IOException {
        JsonNode walked;
        String after = null;
        long moved = System.nanoTime();
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
            if (!again.isEmpty()) {
                inFlight.add(new Seen(again, System.nanoTime()));
            }
            findings.leave(walked.path("inFlight").asLong() - again.size());
            String before = after;
            after = walked.path("after").textValue();
            progress.show(findings.documents(), total, "%s: %,d documents, %,d in flight, %,d differences".formatted(
                    workspace, findings.documents(), inFlight(), differences()));
            if (walked.path("ended").asBoolean() || !Objects.equals(after, before)) {
                moved = System.nanoTime();
            } else {
                awaitRoom(workspace, moved);
            }
        } while (!walked.path("ended").asBoolean());
    }

    /// A step that came no further sends nothing because too many messages wait already, which live documents have first.
    ///
    /// @param since when a step came further last
    private void awaitRoom(String workspace, long since) throws IOException {
        if (System.nanoTime() - since > patience.toNanos()) {
            throw Failure.failed(("the queue has had no room for hints for %d s, so what differs in %s was mended in part: see whether its"
                    + " messages are handled (local/engram status), then run fsck --repair again").formatted(patience.toSeconds(), workspace));
        }
        progress.show(findings.documents(), total, workspace + ": waiting for room in the queue, which live documents have first");
        pause();
    }

    /// What was deleted counts if it differs the second time as well, a while after the first.
    private void lookAgain(String workspace) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (!inFlight.isEmpty() && System.nanoTime() < end) {
            progress.show(findings.documents(), total, "%s: waiting for %,d documents in flight".formatted(workspace, inFlight()));
            pause();
            List<Seen> before = List.copyOf(inFlight);
            inFlight.clear();
            for (Seen seen : before) {
                look(workspace, seen);
            }
        }
        findings.leave(inFlight());
        inFlight.clear();
    }

    private void look(String workspace, Seen seen) throws IOException {
        for (int from = 0; from < seen.paths().size(); from += AT_ONCE) {
            ObjectNode order = order(workspace).put("waited", Duration.ofNanos(System.nanoTime() - seen.since()).toSeconds());
            seen.paths().subList(from, Math.min(from + AT_ONCE, seen.paths().size())).forEach(order.withArray("paths")::add);
            JsonNode answer = api.reconcile(order);
            findings.add(answer);
            List<String> still = paths(answer.path("walked"));
            if (!still.isEmpty()) {
                inFlight.add(new Seen(still, seen.since()));
            }
        }
    }

    private int inFlight() {
        return inFlight.stream().mapToInt(seen -> seen.paths().size()).sum();
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
            throw new IOException("interrupted while waiting", e);
        }
    }
}
