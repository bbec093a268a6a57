package engram.health;

import engram.domain.health.Level;
import java.util.EnumSet;
import java.util.Set;

/// What can be wrong; `docs/operations.md` says what to do about each.
public enum Code {
    BUCKET_UNREACHABLE(Level.DOWN),
    CATALOG_UNREACHABLE(Level.DOWN),
    INDEX_UNREACHABLE(Level.DOWN),
    /// The index has lost its alias, or the catalog lists documents of an index that is not there.
    ALIAS_MISSING(Level.DOWN),
    /// The index holds chunks, and the catalog lists no indexed document that could vouch for them.
    CATALOG_LOST(Level.DEGRADED),
    QUEUE_UNREACHABLE(Level.DEGRADED),
    DEAD_LETTER_QUEUE_UNREACHABLE(Level.DEGRADED),
    EMBEDDINGS_UNREACHABLE(Level.DEGRADED),
    /// The alias leads to more than one index.
    ALIAS_AMBIGUOUS(Level.DEGRADED),
    /// The index is of another model version than documents in the catalog, or than `ingest` makes.
    MODEL_VERSION_MIXED(Level.DEGRADED),
    DEAD_LETTERS(Level.DEGRADED),
    /// A document was hinted at long ago, and no pass has brought it to its end since.
    UNSETTLED_TOO_LONG(Level.DEGRADED),
    /// Messages wait, and ingest handles none.
    QUEUE_STALLED(Level.DEGRADED),
    LAG_TOO_LONG(Level.DEGRADED),
    DRIFT(Level.DEGRADED),
    RECONCILE_OVERDUE(Level.DEGRADED),
    FAILED_TOO_LONG(Level.DEGRADED);

    private static final Set<Code> OF_THE_INDEX =
            EnumSet.of(INDEX_UNREACHABLE, ALIAS_MISSING, CATALOG_LOST, ALIAS_AMBIGUOUS, MODEL_VERSION_MIXED);

    private final Level level;

    Code(Level level) {
        this.level = level;
    }

    public Level level() {
        return level;
    }

    /// Whether nobody can know it without asking the index.
    boolean isOfTheIndex() {
        return OF_THE_INDEX.contains(this);
    }
}
