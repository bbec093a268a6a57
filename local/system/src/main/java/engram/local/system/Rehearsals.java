package engram.local.system;

import engram.local.system.lambda.FunctionState;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.Rehearsal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rehearses functions while there is nothing else to do: nobody waits for it, and no measurement is disturbed.
final class Rehearsals {

    /// How long nothing may have happened before one begins.
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Host host;
    private final Journal journal;
    private final Clock clock;
    private long invocations = -1;
    private Instant since;

    Rehearsals(Host host, Journal journal, Clock clock) {
        this.host = host;
        this.journal = journal;
        this.clock = clock;
        this.since = clock.instant();
    }

    /// One look whether it is time for one, and the rehearsal itself.
    void look() throws IOException, InterruptedException {
        Optional<Rehearsal> next = host.functions().stream().map(LambdaFunction::rehearsal).flatMap(Optional::stream)
                .findFirst();
        if (next.isPresent() && quiet()) {
            Instant start = clock.instant();
            next.get().run();
            journal.say(next.get().name(), "was rehearsed in " + Duration.between(start, clock.instant()).toMillis() / 1000.0
                    + " s: its next process starts faster");
        }
    }

    private boolean quiet() {
        List<FunctionState> states = host.functions().stream().map(LambdaFunction::state).toList();
        long now = states.stream().mapToLong(FunctionState::invocations).sum();
        if (now != invocations || states.stream().anyMatch(state -> state.busy() > 0)) {
            invocations = now;
            since = clock.instant();
        }
        return Duration.between(since, clock.instant()).compareTo(QUIET) > 0;
    }
}
