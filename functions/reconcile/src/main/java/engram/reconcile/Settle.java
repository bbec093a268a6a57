package engram.reconcile;

import engram.domain.HintQueue;
import engram.domain.SourcePath;
import engram.domain.Unsettled;
import engram.domain.Unsettled.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Gatherers;

/// Sends a hint for each document that has been unsettled too long, whatever became of its messages: so nothing depends
/// on a message still being there. Each next hint for a document waits about twice as long as the one before.
///
/// A hint comes before the note that it was sent. Whoever dies in between, or runs beside another, sends it again, which
/// is harmless; never is one noted that was not sent.
public final class Settle {

    /// Hints that are sent before they are noted.
    private static final int AT_ONCE = 100;

    private final Unsettled unsettled;
    private final HintQueue queue;
    private final SettleSettings settings;
    private final InstantSource clock;

    public Settle(Unsettled unsettled, HintQueue queue, SettleSettings settings, InstantSource clock) {
        this.unsettled = unsettled;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
    }

    /// What a run did.
    ///
    /// @param hints sent
    /// @param longest how long the document has been unsettled that got one and has waited longest; zero if none did
    public record Settled(int hints, Duration longest) {}

    /// One run; the schedule calls it each minute.
    ///
    /// @throws engram.domain.TransientFailure if catalog or queue do not answer; the next run goes on
    public Settled run() {
        Instant now = clock.instant();
        List<Waiting> overdue = unsettled.overdue(now.minus(settings.after()), now, settings.hintsAtOnce());
        overdue.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(part -> {
            queue.send(paths(part));
            part.forEach(waiting -> unsettled.putOff(waiting, now.plus(pause(waiting, now))));
        });
        return new Settled(
                overdue.size(),
                overdue.isEmpty() ? Duration.ZERO : Duration.between(overdue.getFirst().since(), now));
    }

    /// As long as it has waited so far: so the waits double.
    private Duration pause(Waiting waiting, Instant now) {
        Duration waited = Duration.between(waiting.since(), now);
        return waited.compareTo(settings.longestPause()) < 0 ? waited : settings.longestPause();
    }

    private static List<SourcePath> paths(List<Waiting> part) {
        return part.stream().map(waiting -> waiting.id().sourcePath()).toList();
    }
}
