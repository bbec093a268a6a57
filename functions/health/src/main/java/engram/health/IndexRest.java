package engram.health;

import engram.domain.TransientFailure;
import engram.domain.health.Vitals.Alias;
import engram.domain.health.Watchbook.IndexLook;
import engram.domain.health.Watchbook;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Lets an index sleep that does so when nobody asks it anything: what an earlier look saw of it is good for a while, unless
/// something was wrong then. Whoever asks one that sleeps wakes it, and has no answer for half a minute; so an index that was
/// well and says nothing is given that time before it counts as unreachable.
final class IndexRest {

    /// Longer than it takes to wake up: Amazon OpenSearch Serverless says 10 to 30 s ("Scale to zero" in its developer guide).
    static final Duration WAKING = Duration.ofSeconds(45);

    private static final Logger LOG = Logger.getLogger(IndexRest.class);

    private final Duration interval;
    private final Watchbook book;
    private Optional<IndexLook> own = Optional.empty();
    private boolean bookAnswers;

    /// @param interval how long what was seen is good for; zero: the index does not sleep
    IndexRest(Duration interval, Watchbook book) {
        this.interval = interval;
        this.book = book;
    }

    boolean isOn() {
        return interval.isPositive();
    }

    /// What was seen last, as the book says, or as this process remembers where that does not answer.
    Optional<IndexLook> last(Reply<Optional<IndexLook>> read) {
        bookAnswers = read.value().isPresent();
        Optional<IndexLook> kept = read.value().flatMap(look -> look);
        return own.filter(mine -> kept.filter(look -> !look.at().isBefore(mine.at())).isEmpty()).or(() -> kept);
    }

    /// Whether the index need not be asked.
    boolean isGood(IndexLook last, Instant now) {
        return last.well() && last.silentSince().isEmpty() && now.isBefore(last.at().plus(interval));
    }

    /// What was found where the index was asked; with what was seen last, if no more was found than the silence of one that wakes up.
    Findings judge(Findings found, Optional<IndexLook> last) {
        return last.filter(IndexLook::well)
                .filter(_ -> found.isIndexSilent())
                .map(look -> look.silent(found.at()))
                .filter(look -> found.at().isBefore(look.silentSince().orElseThrow().plus(WAKING)))
                .map(found::knowing)
                .orElse(found);
    }

    /// What a look saw, for the next one, whichever process that is. A book that did not answer in time is not waited for once more.
    void keep(Seen seen) {
        Findings found = seen.findings();
        if (!isOn() || !found.isIndexAsked()) {
            return;
        }
        IndexLook look = found.earlier().orElseGet(() -> new IndexLook(
                found.at(), isWell(seen), found.chunks(), found.indexes().orElse(new Alias(Set.of(), Set.of())), Optional.empty()));
        own = Optional.of(look);
        if (bookAnswers) {
            try {
                book.keep(look);
            } catch (TransientFailure e) {
                LOG.warnf("what was seen of the index is not kept: %s", e.getMessage());
            }
        }
    }

    private static boolean isWell(Seen seen) {
        Findings found = seen.findings();
        return found.catalog().value().isPresent()
                && found.model().value().isPresent()
                && seen.concerns().stream().noneMatch(concern -> concern.code().isOfTheIndex());
    }
}
