package engram.testing;

import engram.domain.Walks;
import engram.domain.Workspace;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Turns in memory.
public final class InMemoryWalks implements Walks {

    private final Map<Workspace, Held> turns = new HashMap<>();
    private Optional<Searching> searching = Optional.empty();

    private record Held(Optional<String> owner, Instant until, Turn turn) {
        static final Held NONE = new Held(Optional.empty(), Instant.EPOCH, Turn.FIRST);

        boolean isOf(String one) {
            return owner.equals(Optional.of(one));
        }
    }

    @Override
    public synchronized Optional<Turn> take(Workspace workspace, String owner, Instant now, Instant until) {
        Held held = turns.getOrDefault(workspace, Held.NONE);
        if (held.owner().isPresent() && !held.isOf(owner) && held.until().isAfter(now)) {
            return Optional.empty();
        }
        Turn turn = held.isOf(owner) ? held.turn() : new Turn(held.turn().scheduled(), Progress.NONE, held.turn().last());
        turns.put(workspace, new Held(Optional.of(owner), until, turn));
        return Optional.of(turn);
    }

    @Override
    public synchronized void keep(Workspace workspace, String owner, Progress own) {
        Held held = turns.getOrDefault(workspace, Held.NONE);
        if (held.isOf(owner)) {
            turns.put(workspace, new Held(held.owner(), held.until(),
                    new Turn(held.turn().scheduled(), own, held.turn().last())));
        }
    }

    @Override
    public synchronized void leave(Workspace workspace, String owner, Turn turn) {
        if (turns.getOrDefault(workspace, Held.NONE).isOf(owner)) {
            turns.put(workspace, new Held(Optional.empty(), Instant.EPOCH,
                    new Turn(turn.scheduled(), Progress.NONE, turn.last())));
        }
    }

    @Override
    public synchronized Map<Workspace, Turn> all() {
        Map<Workspace, Turn> all = new HashMap<>();
        turns.forEach((workspace, held) ->
                all.put(workspace, new Turn(held.turn().scheduled(), Progress.NONE, held.turn().last())));
        return all;
    }

    @Override
    public synchronized void forget(Workspace workspace) {
        turns.computeIfPresent(workspace, (_, held) -> held.owner().isPresent() ? held : null);
    }

    @Override
    public synchronized Optional<Searching> searching() {
        return searching;
    }

    @Override
    public synchronized void keepSearching(Optional<Searching> now) {
        searching = now;
    }
}
