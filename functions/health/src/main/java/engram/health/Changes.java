package engram.health;

import engram.domain.health.Level;
import engram.domain.health.Watchbook.Entry;
import engram.domain.health.Watchbook.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Decides which change of the level is announced: one that so many looks in a row have seen, outside of maintenance.
/// What began in a maintenance window and outlasts it is announced after it.
///
/// @param looks how many in a row have to see another level than the announced one
/// @param sending how long whoever found a change may take to send the notice
/// @param ids a new one for each notice
public record Changes(int looks, Duration sending, Supplier<String> ids) {

    public Changes {
        if (looks < 1) {
            throw new IllegalArgumentException("a change is announced after at least 1 look, got " + looks);
        }
    }

    /// What one look saw.
    ///
    /// @param waiting whether messages wait; empty if that is not known
    /// @param unwalked whether there are documents, and no walk that ever came to its end; empty if that is not known
    record Sight(Instant at, Level level, List<String> reasons, Optional<Boolean> waiting, Optional<Boolean> unwalked) {}

    /// The entry after this look.
    Entry next(Optional<Entry> before, Sight sight, boolean silenced) {
        Entry last = before.orElseGet(() ->
                new Entry(0, Level.OK, sight.at(), 0, Optional.empty(), Optional.empty(), Optional.empty()));
        int differing = sight.level() == last.announced() ? 0 : last.differing() + 1;
        boolean announce = differing >= looks && !silenced;
        return new Entry(
                last.look() + 1,
                announce ? sight.level() : last.announced(),
                announce ? sight.at() : last.changedAt(),
                announce ? 0 : differing,
                since(last.waitingSince(), sight.waiting(), sight.at()),
                since(last.unwalkedSince(), sight.unwalked(), sight.at()),
                announce ? notice(last, sight) : last.notice().map(notice -> taken(notice, sight.at())));
    }

    /// What is not known now is as it was.
    private static Optional<Instant> since(Optional<Instant> last, Optional<Boolean> now, Instant at) {
        return now.map(is -> is ? Optional.of(last.orElse(at)) : Optional.<Instant>empty()).orElse(last);
    }

    /// One that was never sent is part of the new one, which may leave nothing to say.
    private Optional<Notice> notice(Entry last, Sight sight) {
        Level from = last.notice().map(Notice::from).orElse(last.announced());
        return from == sight.level()
                ? Optional.empty()
                : Optional.of(new Notice(
                        ids.get(), from, sight.level(), sight.at(), sight.reasons(), sight.at().plus(sending)));
    }

    /// Its sender has not come back: this look sends it.
    private Notice taken(Notice notice, Instant now) {
        return notice.sender().isAfter(now)
                ? notice
                : new Notice(notice.id(), notice.from(), notice.to(), notice.at(), notice.reasons(), now.plus(sending));
    }
}
