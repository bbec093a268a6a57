package engram.local.chaos.load;

import engram.local.chaos.compare.CatalogReader;
import engram.local.chaos.compare.Snapshot.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was done to which document, and when the catalog had followed. Safe for use by several threads.
public final class Changes {

    private static final int AT_ONCE = 100;

    private final Health health;
    private final InstantSource clock;
    private final Map<String, Deque<Change>> open = new LinkedHashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Instant> beginning = new HashMap<>();
    private final Map<String, Settled> settled = new HashMap<>();
    private final List<Duration> healthy = new ArrayList<>();
    private Duration longest = Duration.ZERO;
    private long begun;
    private long made;

    /// @param begun before it was asked for
    /// @param at    when it was acknowledged
    /// @param state what the object was made; empty: deleted
    private record Change(long number, Instant begun, long at, Optional<State> state) {
    }

    record State(String eTag, String revision) {
    }

    /// @param number of the change that the catalog has followed
    /// @param exists whether the object was there after it
    record Settled(long number, boolean exists) {
    }

    /// How long the catalog took to follow.
    ///
    /// @param longest of all changes
    /// @param healthy of those that were made, and followed, while all was healthy, in ascending order
    public record Times(Duration longest, List<Duration> healthy) {
        public Times {
            healthy = List.copyOf(healthy);
        }

        public Duration longestHealthy() {
            return healthy.isEmpty() ? Duration.ZERO : healthy.getLast();
        }

        public Duration medianHealthy() {
            return healthy.isEmpty() ? Duration.ZERO : healthy.get(healthy.size() / 2);
        }
    }

    /// @param clock the one that the catalog's dates are from
    public Changes(Health health, InstantSource clock) {
        this.health = health;
        this.clock = clock;
    }

    /// Says that a change is about to be made: from now on nothing is known of the document until [#made].
    ///
    /// @return its number
    synchronized long begin(String path) {
        last.put(path, ++begun);
        beginning.put(path, clock.instant());
        return begun;
    }

    /// @param number what [#begin] gave
    synchronized void made(String path, long number, Optional<State> state) {
        open.computeIfAbsent(path, _ -> new ArrayDeque<>()).add(new Change(number, beginning.get(path), System.nanoTime(), state));
        made++;
    }

    /// Number of the last change of that document; 0 if there was none.
    synchronized long last(String path) {
        return last.getOrDefault(path, 0L);
    }

    /// The documents whose last change the catalog has followed.
    synchronized Map<String, Settled> settled() {
        var all = new HashMap<>(settled);
        all.entrySet().removeIf(each -> each.getValue().number() != last(each.getKey()));
        return all;
    }

    public synchronized long made() {
        return made;
    }

    /// Documents whose last change the catalog has not followed.
    public synchronized List<String> open() {
        return List.copyOf(open.keySet());
    }

    public synchronized Times times() {
        return new Times(longest, healthy.stream().sorted().toList());
    }

    /// One look at the catalog.
    public void look(CatalogReader catalog) throws IOException, InterruptedException {
        List<String> paths = open();
        for (int from = 0; from < paths.size(); from += AT_ONCE) {
            List<String> some = paths.subList(from, Math.min(paths.size(), from + AT_ONCE));
            Map<String, Row> rows = catalog.rows(some);
            some.forEach(path -> follow(path, Optional.ofNullable(rows.get(path))));
        }
    }

    /// Takes what the catalog says of an open document now.
    synchronized void follow(String path, Optional<Row> row) {
        Deque<Change> changes = open.get(path);
        Optional<Change> reached = changes.reversed().stream().filter(change -> shows(row, change.state())).findFirst();
        if (reached.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        while (!changes.isEmpty() && changes.peek().number() <= reached.get().number()) {
            Change done = changes.remove();
            Duration took = Duration.ofNanos(now - done.at());
            longest = took.compareTo(longest) > 0 ? took : longest;
            if (health.throughout(done.at(), now)) {
                healthy.add(took);
            }
        }
        Change change = reached.get();
        if (change.state().isPresent() || row.isPresent() && !row.get().indexedAt().isBefore(change.begun())) {
            settled.put(path, new Settled(change.number(), change.state().isPresent()));
        } else {
            // No row, or an older tombstone: an object that was there for a moment may be on its way into the catalog yet.
            settled.remove(path);
        }
        if (changes.isEmpty()) {
            open.remove(path);
        }
    }

    private static boolean shows(Optional<Row> row, Optional<State> state) {
        boolean gone = row.isEmpty() || row.get().status().equals("DELETED");
        return state.map(there -> !gone && row.get().eTag().equals(there.eTag())
                && there.revision().equals(row.get().metadata().get("revision"))).orElse(gone);
    }
}
