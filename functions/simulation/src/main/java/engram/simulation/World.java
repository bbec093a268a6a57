package engram.simulation;

import engram.domain.TransientFailure;
import engram.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What happens between and during the calls to the ports.
final class World {

    /// How much longer than the worker a request may live that nothing bounds.
    private static final Duration LATEST = Duration.ofMinutes(5);
    private static final Duration STEP = Duration.ofMillis(40);

    private final Choices choices;
    private final Baton baton;
    private final ManualClock clock;
    private final List<String> log;
    private final List<Late> late = new ArrayList<>();
    private final Map<Dependency, Instant> outages = new EnumMap<>(Dependency.class);
    private Faults faults = Faults.NONE;
    private Runnable between = () -> {};
    private Runnable check = () -> {};

    enum Dependency {
        BUCKET,
        CATALOG,
        EMBEDDINGS,
        INDEX,
        QUEUE
    }

    /// A worker's time, by the world's clock.
    ///
    /// @param end when it should have been ended from outside
    /// @param ended when it really is: later, if the worker is frozen for a while and then goes on
    record Life(String worker, Instant end, Instant ended) {
        boolean isSlow() {
            return ended.isAfter(end);
        }
    }

    private record Late(Instant at, Runnable effect) {}

    /// The worker is gone, in the middle of whatever it did.
    static final class Died extends Error {

        private static final long serialVersionUID = 1;

        Died() {
            super("died", null, false, false);
        }
    }

    /// @param log where the steps are told; null: nowhere
    World(Choices choices, Baton baton, ManualClock clock, List<String> log) {
        this.choices = choices;
        this.baton = baton;
        this.clock = clock;
        this.log = log;
    }

    void faults(Faults chosen) {
        faults = chosen;
    }

    Faults faults() {
        return faults;
    }

    /// @param events what may happen between two steps
    /// @param invariants what must hold when something changed that searches see
    void every(Runnable events, Runnable invariants) {
        between = events;
        check = invariants;
    }

    void check() {
        check.run();
    }

    Choices choices() {
        return choices;
    }

    Instant now() {
        return clock.instant();
    }

    boolean tells() {
        return log != null;
    }

    void note(Supplier<String> what) {
        if (log != null) {
            log.add(now() + "  " + what.get());
        }
    }

    /// Time goes by; what was on its way and is due meanwhile arrives at its time.
    void pass(Duration time) {
        Instant target = now().plus(time);
        arrive(target);
        clock.advance(Duration.between(now(), target));
    }

    /// Whether anything is still on its way.
    boolean isQuiet() {
        return late.isEmpty();
    }

    void endOutages() {
        outages.clear();
    }

    void outage(Dependency dependency, Duration time) {
        outages.put(dependency, now().plus(time));
        note(() -> dependency + " is away for " + time);
    }

    /// A call to a port by a worker.
    <T> T call(Life life, Dependency on, String what, Supplier<T> effect) {
        return call(life, on, what, life.ended().plus(LATEST), effect);
    }

    /// @param latest the call takes effect before this moment, if it does
    <T> T call(Life life, Dependency on, String what, Instant latest, Supplier<T> effect) {
        step(life, what);
        if (outages.getOrDefault(on, Instant.MIN).isAfter(now())) {
            note(() -> life.worker() + ": " + what + " fails, " + on + " is away");
            throw new TransientFailure(on + " is away");
        }
        int draw = faults.any() ? 999 - choices.below(1000) : 999;
        if (draw < faults.fails()) {
            note(() -> life.worker() + ": " + what + " fails");
            throw new TransientFailure(what + " failed");
        }
        draw -= faults.fails();
        if (draw < faults.dies()) {
            return dies(life, what, draw % 2 == 0, effect);
        }
        draw -= faults.dies();
        if (draw < faults.late()) {
            return late(life, what, latest, effect);
        }
        draw -= faults.late();
        if (draw < faults.twice()) {
            return twice(life, what, effect);
        }
        T result = told(life, what, effect);
        if (draw < faults.twice() + faults.lost()) {
            note(() -> life.worker() + ": … but its answer is lost");
            throw new TransientFailure("the answer to " + what + " was lost");
        }
        return result;
    }

    private <T> T told(Life life, String what, Supplier<T> effect) {
        T result;
        try {
            result = effect.get();
        } catch (TransientFailure refused) {
            note(() -> life.worker() + ": " + what + " is refused: " + refused.getMessage());
            throw refused;
        }
        note(() -> life.worker() + ": " + what + " → " + Told.of(result));
        check.run();
        return result;
    }

    private <T> T dies(Life life, String what, boolean before, Supplier<T> effect) {
        if (!before) {
            told(life, what, effect);
        }
        note(() -> life.worker() + " dies " + (before ? "before " : "after ") + what);
        throw new Died();
    }

    private <T> T twice(Life life, String what, Supplier<T> effect) {
        try {
            told(life, what, effect);
        } catch (TransientFailure _) {
            note(() -> life.worker() + ": … which nobody hears");
        }
        note(() -> life.worker() + ": … but its answer is lost, and the SDK sends it again");
        step(life, what);
        return told(life, what, effect);
    }

    private <T> T late(Life life, String what, Instant latest, Supplier<T> effect) {
        note(() -> life.worker() + ": " + what + " times out, and is still on its way");
        later(latest, () -> {
            try {
                T result = effect.get();
                note(() -> "late: " + life.worker() + "'s " + what + " → " + Told.of(result));
            } catch (TransientFailure refused) {
                note(() -> "late: " + life.worker() + "'s " + what + " is refused");
            }
        });
        throw new TransientFailure("no answer to " + what);
    }

    /// Others run, time goes by; whoever's time is up is ended.
    void step(Life life, String what) {
        pass(STEP);
        if (faults.event() > 0) {
            between.run();
        }
        baton.pass();
        if (!now().isBefore(life.ended())) {
            note(() -> life.worker() + " is ended before " + what + ": its time is up");
            throw new Died();
        }
    }

    private void later(Instant latest, Runnable effect) {
        long left = Duration.between(now(), latest).toMillis();
        if (left > 0) {
            late.add(new Late(now().plusMillis(choices.below((int) left)), effect));
        }
    }

    private void arrive(Instant until) {
        while (!late.isEmpty()) {
            Late first = Collections.min(late, Comparator.comparing(Late::at));
            if (first.at().isAfter(until)) {
                return;
            }
            late.remove(first);
            if (first.at().isAfter(now())) {
                clock.advance(Duration.between(now(), first.at()));
            }
            first.effect().run();
            check.run();
        }
    }
}
