package engram.ingest.simulation;

import engram.domain.TransientFailure;
import engram.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What happens between and during the calls to the ports.
final class World {

    private final RandomGenerator random;
    private final Baton baton;
    private final ManualClock clock;
    private final List<String> log = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private Faults faults = Faults.NONE;
    private Runnable afterEachStep = () -> {};

    private record Late(Instant at, Runnable effect) {}

    /// The worker is gone, in the middle of whatever it did.
    static final class Died extends Error {

        private static final long serialVersionUID = 1;

        Died() {
            super("died");
        }
    }

    World(RandomGenerator random, Baton baton, ManualClock clock) {
        this.random = random;
        this.baton = baton;
        this.clock = clock;
    }

    void faults(Faults chosen) {
        faults = chosen;
    }

    void afterEachStep(Runnable check) {
        afterEachStep = check;
    }

    RandomGenerator random() {
        return random;
    }

    Instant now() {
        return clock.instant();
    }

    boolean happens(int thousandths) {
        return random.nextInt(1000) < thousandths;
    }

    void note(String what) {
        log.add(now() + " " + what);
    }

    List<String> log() {
        return log;
    }

    /// Time goes by, and what was on its way may arrive.
    void tick() {
        clock.advance(Duration.ofMillis(random.nextInt(200)));
        if (happens(faults.jump())) {
            clock.advance(Duration.ofMillis(random.nextInt(120_000)));
            note("the clock jumps");
        }
        arrive();
    }

    /// What was on its way arrives now, all of it.
    void arriveAll() {
        late.forEach(effect -> effect.effect().run());
        late.clear();
    }

    /// A call to a port by a worker that is ended at `end`.
    <T> T call(String what, Instant end, Supplier<T> effect) {
        step(end, what);
        if (happens(faults.dies())) {
            throw died(what, "before");
        }
        if (happens(faults.fails())) {
            note(what + " fails");
            throw new TransientFailure(what + " failed");
        }
        T result = effect.get();
        note(what + " → " + result);
        afterEachStep.run();
        if (happens(faults.dies())) {
            throw died(what, "after");
        }
        if (happens(faults.failsAfter())) {
            note(what + " took effect, but its answer is lost");
            throw new TransientFailure("the answer to " + what + " was lost");
        }
        return result;
    }

    /// Other workers run, time goes by; whoever's time is up is ended.
    void step(Instant end, String what) {
        baton.pass();
        tick();
        if (!now().isBefore(end)) {
            throw died(what, "out of time before");
        }
    }

    boolean isLate() {
        return happens(faults.late());
    }

    boolean isBusy() {
        return happens(faults.busy());
    }

    /// The effect will come before `notAfter`.
    void later(Instant notAfter, Runnable effect) {
        long left = Duration.between(now(), notAfter).toMillis();
        if (left > 0) {
            late.add(new Late(now().plusMillis(random.nextLong(left)), effect));
        }
    }

    private void arrive() {
        List<Late> due = late.stream().filter(effect -> !effect.at().isAfter(now())).toList();
        late.removeAll(due);
        due.forEach(effect -> effect.effect().run());
        if (!due.isEmpty()) {
            note(due.size() + " late effects");
            afterEachStep.run();
        }
    }

    private Died died(String what, String when) {
        note("worker dies " + when + " " + what);
        return new Died();
    }
}
