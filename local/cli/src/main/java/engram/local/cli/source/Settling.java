package engram.local.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.remote.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Which uploaded documents the memory has caught up with: a document is settled when the catalog speaks of the bytes that
/// were uploaded, be it as indexed, empty or failed. For use by one thread.
public final class Settling {

    /// Up to so many are asked for one by one.
    private static final int FEW = 8;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /// Looks that are worth it on the way to the end: asking slows down the answer.
    private static final int LOOKS = 10;

    private final Api api;
    private final String workspace;
    private final LongSupplier nanos;
    private final Map<String, String> awaited = new HashMap<>();
    private final Map<String, String> failed = new TreeMap<>();
    private int indexed;
    private final long begun;
    private long nextLook;
    private long lastMove;

    public Settling(Api api, String workspace) {
        this(api, workspace, System::nanoTime);
    }

    Settling(Api api, String workspace, LongSupplier nanos) {
        this.api = api;
        this.workspace = workspace;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.nextLook = begun;
        this.lastMove = begun;
    }

    /// Expects that document to settle with these bytes.
    public void await(String sourcePath, String eTag) {
        awaited.put(sourcePath, eTag);
        lastMove = nanos.getAsLong();
    }

    /// Asks how far it is, if it is time to ask again.
    public void look() throws IOException {
        long started = nanos.getAsLong();
        if (started - nextLook < 0 || awaited.isEmpty()) {
            return;
        }
        int before = awaited.size();
        try {
            ask();
        } catch (Api.Refused e) {
            if (!e.passing()) {
                throw e;
            }
        } finally {
            long now = nanos.getAsLong();
            nextLook = now + Math.max(now - started, pause(now - begun));
            lastMove = awaited.size() < before ? now : lastMove;
        }
    }

    /// A part of the time that what is left takes, going by what has settled so far.
    private long pause(long elapsed) {
        double left = (double) awaited.size() / Math.max(1, indexed + failed.size());
        return (long) Math.clamp(left * elapsed / LOOKS, SHORTEST_PAUSE.toNanos(), LONGEST_PAUSE.toNanos());
    }

    private void ask() throws IOException {
        if (awaited.size() <= FEW) {
            for (String sourcePath : awaited.keySet().toArray(String[]::new)) {
                api.document(workspace, sourcePath).ifPresent(this::settle);
            }
        } else {
            api.documents(workspace, Optional.empty(), commonPrefix(), this::settle);
        }
    }

    private String commonPrefix() {
        String prefix = null;
        for (String path : awaited.keySet()) {
            int same = 0;
            while (prefix != null && same < Math.min(prefix.length(), path.length()) && prefix.charAt(same) == path.charAt(same)) {
                same++;
            }
            prefix = prefix == null ? path : prefix.substring(0, same);
        }
        return prefix.substring(0, prefix.lastIndexOf('/') + 1);
    }

    private void settle(JsonNode document) {
        String path = document.path("sourcePath").asText();
        String eTag = document.path("eTag").asText().replace("\"", "");
        if (!eTag.equals(awaited.get(path))) {
            return;
        }
        switch (document.path("status").asText()) {
            case "INDEXED", "EMPTY" -> indexed++;
            case "FAILED" -> failed.put(path, reason(document));
            default -> {
                return;
            }
        }
        awaited.remove(path);
    }

    private static String reason(JsonNode document) {
        String detail = document.path("detail").asText();
        return document.path("reason").asText("no reason given") + (detail.isEmpty() ? "" : ": " + detail);
    }

    public boolean isDone() {
        return awaited.isEmpty();
    }

    public int indexed() {
        return indexed;
    }

    /// Reasons by source path.
    public Map<String, String> failed() {
        return failed;
    }

    /// ETags by source path of what is not settled yet.
    public Map<String, String> awaited() {
        return new TreeMap<>(awaited);
    }

    /// Since when nothing has settled.
    public Duration still() {
        return Duration.ofNanos(nanos.getAsLong() - lastMove);
    }
}
