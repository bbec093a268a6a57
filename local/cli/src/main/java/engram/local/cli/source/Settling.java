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
    /// Asking takes at most a sixth of the time, so that the answers are not slowed down by the questions; half of it where
    /// an answer takes long.
    private static final int SHARE = 5;
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

    private final Api api;
    private final String workspace;
    private final LongSupplier nanos;
    private final Map<String, String> awaited = new HashMap<>();
    private final Map<String, String> failed = new TreeMap<>();
    private int indexed;
    private long nextLook;
    private long lastMove;

    public Settling(Api api, String workspace) {
        this(api, workspace, System::nanoTime);
    }

    Settling(Api api, String workspace, LongSupplier nanos) {
        this.api = api;
        this.workspace = workspace;
        this.nanos = nanos;
        this.nextLook = nanos.getAsLong();
        this.lastMove = nextLook;
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
            nextLook = now + pause(now - started);
            lastMove = awaited.size() < before ? now : lastMove;
        }
    }

    private static long pause(long took) {
        return Math.max(Math.clamp(SHARE * took, SHORTEST_PAUSE.toNanos(), LONG_PAUSE.toNanos()), took);
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
