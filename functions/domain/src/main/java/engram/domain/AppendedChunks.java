package engram.domain;

import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkWrite.Upsert;
import engram.domain.EntryStore.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Chunks in a store that overwrites nothing: what a slot holds is the entry with the highest generation in it, and older ones are
/// removed once searches see the newer.
///
/// No write is refused for being late: it leaves an entry too many, as one does that is not seen yet when it should be removed. Such an
/// entry answers no question, because search takes the newest of a slot and vouches for it, and `reconcile` finds it.
public final class AppendedChunks implements ChunkIndex {

    private static final Outcome APPLIED = new Outcome.Applied();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final EntryStore store;
    private final InstantSource clock;
    private final Backoff.Sleep sleep;

    public AppendedChunks(EntryStore store, InstantSource clock, Backoff.Sleep sleep) {
        this.store = store;
        this.clock = clock;
        this.sleep = sleep;
    }

    @Override
    public List<Outcome> write(
            DocumentId id, long generation, List<ChunkWrite> writes, boolean visible, Instant notAfter) {
        List<Upsert> upserts = writes.stream().filter(Upsert.class::isInstance).map(Upsert.class::cast).toList();
        Map<Integer, Outcome> outcomes = new HashMap<>();
        Set<Integer> added = new HashSet<>();
        if (!upserts.isEmpty()) {
            List<Outcome> each = store.add(id, generation, upserts, notAfter);
            for (int i = 0; i < each.size(); i++) {
                outcomes.put(upserts.get(i).slot(), each.get(i));
                if (each.get(i) instanceof Outcome.Applied) {
                    added.add(upserts.get(i).slot());
                }
            }
        }
        if (visible && !added.isEmpty()) {
            removeOlder(id, generation, added, awaitShown(id, generation, added, notAfter), notAfter);
        }
        Set<Integer> emptied = new HashSet<>();
        writes.stream().filter(ChunkWrite.Delete.class::isInstance).forEach(write -> emptied.add(write.slot()));
        if (!emptied.isEmpty()) {
            removeOlder(id, generation, emptied, store.shown(id, notAfter), notAfter);
        }
        return writes.stream().map(write -> outcomes.getOrDefault(write.slot(), APPLIED)).toList();
    }

    /// What searches see of the document once they see all that was added. It was taken: a look that fails is no reason to add it again.
    ///
    /// @throws OutOfTime if they do not in time
    private List<Shown> awaitShown(DocumentId id, long generation, Set<Integer> added, Instant notAfter) {
        for (Duration pause = FIRST_PAUSE; ; pause = doubled(pause)) {
            Optional<List<Shown>> shown = tryToSee(id, generation, added, notAfter);
            if (shown.isPresent()) {
                return shown.get();
            }
            pause(pause, "the index took what was written, but searches do not see it yet", notAfter);
        }
    }

    private Optional<List<Shown>> tryToSee(DocumentId id, long generation, Set<Integer> added, Instant notAfter) {
        try {
            if (store.shown(id, generation, notAfter) < added.size()) {
                return Optional.empty();
            }
            return Optional.of(store.shown(id, notAfter)).filter(shown -> slotsOf(generation, shown).containsAll(added));
        } catch (OutOfTime e) {
            throw e;
        } catch (TransientFailure busy) {
            return Optional.empty();
        }
    }

    private static Set<Integer> slotsOf(long generation, List<Shown> shown) {
        Set<Integer> slots = new HashSet<>();
        shown.stream().filter(entry -> entry.generation() == generation).forEach(entry -> slots.add(entry.slot()));
        return slots;
    }

    private static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private void pause(Duration time, String why, Instant notAfter) {
        if (!clock.instant().plus(time).isBefore(notAfter)) {
            throw new OutOfTime(why);
        }
        try {
            sleep.pass(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutOfTime("interrupted: " + why, e);
        }
    }

    /// All of them: what was replaced is not to be left where it could be read.
    private void removeOlder(DocumentId id, long generation, Set<Integer> slots, List<Shown> shown, Instant notAfter) {
        List<String> older = shown.stream()
                .filter(entry -> entry.generation() < generation && slots.contains(entry.slot()))
                .map(Shown::entry)
                .toList();
        for (Duration pause = FIRST_PAUSE; !older.isEmpty(); pause = doubled(pause)) {
            List<Outcome> removed = store.remove(id, older, notAfter);
            List<String> left = new ArrayList<>();
            for (int i = 0; i < removed.size(); i++) {
                if (!(removed.get(i) instanceof Outcome.Applied)) {
                    left.add(older.get(i));
                }
            }
            older = left;
            if (!older.isEmpty()) {
                pause(pause, "the index is too busy to remove %d entries that were replaced".formatted(older.size()), notAfter);
            }
        }
    }

    /// Without those that a newer one stands for: of several candidates for one slot the newest, at its place.
    public static List<Candidate> newest(List<Candidate> candidates) {
        Map<List<Object>, Long> newest = new HashMap<>();
        for (Candidate one : candidates) {
            newest.merge(List.of(one.document(), one.slot()), one.generation(), Math::max);
        }
        // Taken out, it stands for one candidate only.
        return candidates.stream()
                .filter(one -> newest.remove(List.of(one.document(), one.slot()), one.generation()))
                .toList();
    }
}
