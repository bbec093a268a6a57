package engram.query.function;

import engram.domain.DocumentId;
import engram.domain.TransientFailure;
import engram.domain.retention.Retrievals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Notes which documents were among the answers, for rules of retention that ask for it. Nobody waits for it and nothing fails because of
/// it: what cannot be noted, because the store is away or more is waiting than there is room for, is noted when it is retrieved the next time. A
/// process that Lambda freezes goes on with it when it is thawed.
final class RetrievalNotes {

    /// Documents that the process remembers to have noted, so that it need not ask the store.
    private static final int REMEMBERED = 10_000;

    private static final Logger LOG = Logger.getLogger(RetrievalNotes.class);

    private final Retrievals retrievals;
    private final Duration interval;
    private final int most;
    private final Executor background;
    private final InstantSource clock;
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Map<DocumentId, Instant> noted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DocumentId, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// @param interval a document is noted once in it; zero: none is
    /// @param most documents of a request that are noted
    /// @param background runs what nobody waits for, or rejects it
    RetrievalNotes(Retrievals retrievals, Duration interval, int most, Executor background, InstantSource clock) {
        this.retrievals = retrievals;
        this.interval = interval;
        this.most = most;
        this.background = background;
        this.clock = clock;
    }

    /// @param documents of an answer, best first
    void add(Collection<DocumentId> documents) {
        Instant now = clock.instant();
        if (interval.isZero()) {
            if (!told.get()) {
                attempt(retrievals::end, () -> told.set(true));
            }
            return;
        }
        documents.stream()
                .distinct()
                .limit(most)
                .filter(id -> isNew(id, now))
                .forEach(id -> attempt(() -> note(id, now), () -> {}));
    }

    private void note(DocumentId id, Instant now) {
        if (!told.get()) {
            retrievals.begin(now, interval);
            told.set(true);
        }
        retrievals.note(id, now, interval);
        synchronized (noted) {
            noted.remove(id);
            noted.put(id, now);
        }
    }

    private boolean isNew(DocumentId id, Instant now) {
        synchronized (noted) {
            Instant before = noted.get(id);
            return before == null || !before.isAfter(now.minus(interval));
        }
    }

    private void attempt(Runnable note, Runnable then) {
        try {
            background.execute(() -> {
                try {
                    note.run();
                    then.run();
                    failing.set(false);
                } catch (TransientFailure e) {
                    warn(e.getMessage());
                }
            });
        } catch (RejectedExecutionException _) {
            warn("too many are waiting");
        }
    }

    private void warn(String why) {
        if (!failing.getAndSet(true)) {
            LOG.warnf("retrievals are not noted, and that not said again until they are: %s", why);
        }
    }
}
