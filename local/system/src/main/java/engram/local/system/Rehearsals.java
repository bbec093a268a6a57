package engram.local.system;

import engram.local.system.lambda.FunctionState;
import engram.local.system.lambda.LambdaFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Rehearses functions while there is nothing else to do: nobody waits for it, and no measurement is disturbed.
final class Rehearsals {

    /// How long nothing may have happened before one begins.
    private static final Duration QUIET = Duration.ofSeconds(30);

    /// After so many failures a function is left as it is: whatever is wrong does not go away by itself.
    private static final int MOST_FAILURES = 2;

    /// A rehearsal that is due.
    ///
    /// @param name of the function
    record Due(String name, Chores.Chore run) {
    }

    private final Supplier<List<Due>> due;
    private final Supplier<List<FunctionState>> functions;
    private final Journal journal;
    private final Clock clock;
    private final Map<String, Integer> failures = new HashMap<>();
    private long invocations = -1;
    private Instant since;

    Rehearsals(Supplier<List<Due>> due, Supplier<List<FunctionState>> functions, Journal journal, Clock clock) {
        this.due = due;
        this.functions = functions;
        this.journal = journal;
        this.clock = clock;
        this.since = clock.instant();
    }

    static Rehearsals of(Host host, Journal journal, Clock clock) {
        return new Rehearsals(
                () -> host.functions().stream().map(LambdaFunction::rehearsal).flatMap(Optional::stream)
                        .map(rehearsal -> new Due(rehearsal.name(), rehearsal::run)).toList(),
                () -> host.functions().stream().map(LambdaFunction::state).toList(), journal, clock);
    }

    /// One look whether it is time for one, and the rehearsal itself.
    void look() throws InterruptedException {
        Optional<Due> next = due.get().stream().filter(each -> failures.getOrDefault(each.name, 0) < MOST_FAILURES).findFirst();
        if (next.isPresent() && quiet()) {
            rehearse(next.get());
        }
    }

    private void rehearse(Due function) throws InterruptedException {
        Instant start = clock.instant();
        try {
            function.run.run();
            journal.say(function.name, "was rehearsed in " + Duration.between(start, clock.instant()).toMillis() / 1000.0
                    + " s: its next process starts faster");
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            int failed = failures.merge(function.name, 1, Integer::sum);
            journal.say(function.name, "could not be rehearsed" + (failed == MOST_FAILURES
                    ? ", and will not be any more, so that its processes start no faster: " : ", will be tried again: ") + e);
        }
    }

    private boolean quiet() {
        List<FunctionState> states = functions.get();
        long now = states.stream().mapToLong(FunctionState::invocations).sum();
        if (now != invocations || states.stream().anyMatch(state -> state.busy() > 0)) {
            invocations = now;
            since = clock.instant();
        }
        return Duration.between(since, clock.instant()).compareTo(QUIET) > 0;
    }
}
