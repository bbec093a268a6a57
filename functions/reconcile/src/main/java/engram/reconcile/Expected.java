package engram.reconcile;

import engram.domain.CatalogDocument;
import engram.domain.Reason;
import engram.domain.Rejection;
import engram.domain.Status;
import engram.domain.health.VersionLog.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What documents should be like at a moment, whatever their objects say.
///
/// @param versions what `ingest` makes documents with; absent: not known
/// @param retry after which time a FAILED document is tried again, if its reason may be gone
record Expected(Instant now, Optional<Versions> versions, Duration retry) {

    /// The store forgets what has expired within a few days.
    private static final Duration FORGETTING = Duration.ofDays(3);

    boolean isBehind(CatalogDocument document) {
        return document.status() != Status.DELETED && versions.filter(latest -> !latest.makes(document)).isPresent();
    }

    boolean isToBeRetried(CatalogDocument document) {
        return document.rejection().map(Rejection::reason).filter(Expected::maybeGone).isPresent()
                && document.indexedAt().plus(retry).isBefore(now);
    }

    boolean isToBeForgotten(CatalogDocument document) {
        return document.expiresAt().filter(at -> at.plus(FORGETTING).isBefore(now)).isPresent();
    }

    private static boolean maybeGone(Reason reason) {
        return switch (reason) {
            case PARSE_TIMEOUT, INDEX_REFUSED -> true;
            case UNSUPPORTED_TYPE, TOO_LARGE, TOO_MANY_CHUNKS, TOO_DEEP, TOO_MANY_PAGES, EXPANDS_TOO_MUCH, ENCRYPTED, NO_TEXT,
                    CORRUPT, PII_FOUND, ARCHIVED, OTHER -> false;
        };
    }
}
