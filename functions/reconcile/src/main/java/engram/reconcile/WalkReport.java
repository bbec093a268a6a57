package engram.reconcile;

import engram.domain.CatalogDocument;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReport.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a walk saw.
///
/// @param documents looked at, known to bucket, catalog or index
/// @param differences how many there are, by kind
/// @param examples some source paths of each kind
/// @param inFlight how many documents could not be judged, because they are being worked on or changed just now
/// @param again the first [#MOST_AGAIN] of these, to be looked at later
/// @param twice documents that differ, and count if they still do when the grace time is over: when they began to differ nobody knows
/// @param hints sent
/// @param ended whether the walk came to the end of its range
/// @param held whether it stopped before that because too many messages wait in the queue; what it had not come to then is as it was
/// @param after the last source path looked at; absent if there was none
/// @param statuses how many documents the catalog knows, by status; deleted ones are none
/// @param oldestFailed of these; absent if none is FAILED
public record WalkReport(
        long documents,
        Map<String, Long> differences,
        Map<String, List<String>> examples,
        long inFlight,
        List<SourcePath> again,
        List<SourcePath> twice,
        long hints,
        boolean ended,
        boolean held,
        Optional<SourcePath> after,
        Map<Status, Long> statuses,
        Optional<Failed> oldestFailed) {

    static final int MOST_AGAIN = 1_000;
    private static final int MOST_TWICE = 1_000;
    private static final int MOST_TWICE_CHARACTERS = 30_000;

    public boolean findsNothing() {
        return differences.isEmpty() && inFlight == 0 && twice.isEmpty();
    }

    /// As it is kept for health.
    ReconcileReport summary(Instant at, Duration took) {
        return new ReconcileReport(at, took, statuses, differences, oldestFailed);
    }

    /// A report in the making.
    static final class Builder {

        private final int mostExamples;
        private final Map<String, Long> differences = new TreeMap<>();
        private final Map<String, List<String>> examples = new TreeMap<>();
        private final List<SourcePath> again = new ArrayList<>();
        private final Map<Status, Long> statuses = new EnumMap<>(Status.class);
        private Optional<Failed> oldestFailed = Optional.empty();
        private final List<SourcePath> twice = new ArrayList<>();
        private int twiceCharacters;
        private long inFlight;
        private Optional<SourcePath> after;
        private long documents;
        private long hints;
        private boolean held;

        Builder(int mostExamples, Optional<SourcePath> after) {
            this.mostExamples = mostExamples;
            this.after = after;
        }

        /// @param seen at least one
        void walked(List<Sighting> seen) {
            documents += seen.size();
            after = Optional.of(seen.getLast().id().sourcePath());
            seen.forEach(one -> one.document().ifPresent(this::count));
        }

        private void count(CatalogDocument document) {
            if (document.status() == Status.DELETED) {
                return;
            }
            statuses.merge(document.status(), 1L, Long::sum);
            document.rejection()
                    .filter(_ -> oldestFailed.filter(oldest -> !document.indexedAt().isBefore(oldest.since())).isEmpty())
                    .ifPresent(why -> oldestFailed =
                            Optional.of(new Failed(document.id().sourcePath(), why.reason(), document.indexedAt())));
        }

        void found(Difference difference) {
            differences.merge(difference.kind(), 1L, Long::sum);
            List<String> some = examples.computeIfAbsent(difference.kind(), _ -> new ArrayList<>());
            if (some.size() < mostExamples) {
                some.add(difference.id().sourcePath().key());
            }
        }

        void inFlight(SourcePath path) {
            inFlight++;
            if (again.size() < MOST_AGAIN) {
                again.add(path);
            }
        }

        void twice(SourcePath path) {
            twice.add(path);
            twiceCharacters += path.key().length();
        }

        /// Whether so much is to be looked at twice that a walk goes no further before it is.
        boolean isFull() {
            return twice.size() >= MOST_TWICE || twiceCharacters >= MOST_TWICE_CHARACTERS;
        }

        void hold() {
            held = true;
        }

        void sent(int more) {
            hints += more;
        }

        WalkReport ended() {
            return report(true);
        }

        WalkReport stopped() {
            return report(false);
        }

        private WalkReport report(boolean ended) {
            return new WalkReport(
                    documents, differences, examples, inFlight, again, twice, hints, ended, held, after, statuses, oldestFailed);
        }
    }
}
