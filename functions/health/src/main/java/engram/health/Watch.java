package engram.health;

import engram.domain.TransientFailure;
import engram.domain.health.Level;
import engram.domain.health.Watchbook;
import engram.domain.health.Watchbook.Entry;
import engram.domain.health.Watchbook.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The scheduled run: looks, publishes the figures, and has changes announced. Of several that look at the same time one
/// announces, as the watchbook in the catalog decides. Where the catalog is away, which is the change that matters most,
/// each process goes by what it remembers itself.
public final class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final Health health;
    private final Watchbook book;
    private final Changes changes;
    private final Windows maintenance;
    private final Publisher publisher;
    private final Announcer announcer;
    private Optional<Entry> own = Optional.empty();

    public Watch(
            Health health,
            Watchbook book,
            Changes changes,
            Windows maintenance,
            Publisher publisher,
            Announcer announcer) {
        this.health = health;
        this.book = book;
        this.changes = changes;
        this.maintenance = maintenance;
        this.publisher = publisher;
        this.announcer = announcer;
    }

    /// @return what was seen
    /// @throws TransientFailure if a change could not be announced; the next run tries again
    public synchronized Seen run() {
        Seen seen = health.again();
        publisher.publish(seen);
        // What the look itself could not read in time is not waited for a second time.
        if (seen.findings().watchbook().trouble().isPresent()) {
            alone(seen);
        } else {
            together(seen);
        }
        return seen;
    }

    private void together(Seen seen) {
        Optional<Entry> before = book.read();
        Entry next = changes.next(before.map(this::withOwn), sight(seen), silenced(seen, book.silencedUntil()));
        if (!book.replace(before, next)) {
            LOG.info("another look was faster; it announces what is to be announced");
            return;
        }
        own = Optional.of(next);
        Optional<Notice> mine = next.notice().filter(notice -> !notice.equals(before.flatMap(Entry::notice).orElse(null)));
        mine.ifPresent(notice -> {
            announcer.announce(notice);
            Entry sent = sent(next);
            if (book.replace(Optional.of(next), sent)) {
                own = Optional.of(sent);
            }
        });
    }

    private void alone(Seen seen) {
        Entry next = changes.next(own, sight(seen), silenced(seen, Optional.empty()));
        own = Optional.of(next);
        next.notice().ifPresent(notice -> {
            announcer.announce(notice);
            own = Optional.of(sent(next));
        });
    }

    /// What this process announced while the catalog was away, the book does not know.
    private Entry withOwn(Entry read) {
        return own.filter(mine -> mine.changedAt().isAfter(read.changedAt()))
                .map(mine -> new Entry(
                        read.look(), mine.announced(), mine.changedAt(), mine.differing(), read.waitingSince(), read.unwalkedSince(),
                        mine.notice()))
                .orElse(read);
    }

    private static Entry sent(Entry entry) {
        return new Entry(
                entry.look() + 1,
                entry.announced(),
                entry.changedAt(),
                entry.differing(),
                entry.waitingSince(),
                entry.unwalkedSince(),
                Optional.empty());
    }

    private boolean silenced(Seen seen, Optional<Instant> until) {
        Instant now = seen.findings().at();
        return maintenance.hold(now) || until.filter(now::isBefore).isPresent();
    }

    private static Changes.Sight sight(Seen seen) {
        Level level = seen.level();
        List<String> reasons = seen.concerns().stream().map(concern -> concern.code().name()).distinct().toList();
        return new Changes.Sight(
                seen.findings().at(), level, reasons, seen.findings().queue().value().map(queue -> queue.waiting() > 0), unwalked(seen.findings()));
    }

    private static Optional<Boolean> unwalked(Findings found) {
        return found.reconcile().value().flatMap(report -> report.isPresent()
                ? Optional.of(false)
                : found.catalog().value().map(sample -> sample.indexed()));
    }
}
