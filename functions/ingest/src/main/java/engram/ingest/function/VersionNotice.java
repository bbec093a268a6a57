package engram.ingest.function;

import engram.domain.TransientFailure;
import engram.domain.health.VersionLog;
import engram.domain.health.VersionLog.Versions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Leaves behind once, after the first batch, what this process makes documents with. Nothing fails because of it: if it
/// cannot be left, the next batch tries again.
final class VersionNotice {

    private static final Logger LOG = Logger.getLogger(VersionNotice.class);

    private final VersionLog log;
    private final Versions versions;
    private final Instant began;
    private final AtomicBoolean kept = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();

    VersionNotice(VersionLog log, Versions versions, InstantSource clock) {
        this.log = log;
        this.versions = versions;
        this.began = clock.instant();
    }

    void write() {
        if (kept.get()) {
            return;
        }
        try {
            log.keep(versions, began);
            kept.set(true);
        } catch (TransientFailure e) {
            if (!failing.getAndSet(true)) {
                LOG.warnf("reconcile is not told the versions of ingest, and that not said again: %s", e.getMessage());
            }
        }
    }
}
