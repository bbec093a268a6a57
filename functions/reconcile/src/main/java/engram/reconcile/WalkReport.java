package engram.reconcile;

import engram.domain.SourcePath;
import java.util.ArrayList;
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
/// @param hints sent
/// @param ended whether the walk came to the end of its range
/// @param after the last source path looked at; absent if there was none
public record WalkReport(
        long documents,
        Map<String, Long> differences,
        Map<String, List<String>> examples,
        long inFlight,
        List<SourcePath> again,
        long hints,
        boolean ended,
        Optional<SourcePath> after) {

    static final int MOST_AGAIN = 1_000;

    public boolean findsNothing() {
        return differences.isEmpty() && inFlight == 0;
    }

    /// A report in the making.
    static final class Builder {

        private final int mostExamples;
        private final Map<String, Long> differences = new TreeMap<>();
        private final Map<String, List<String>> examples = new TreeMap<>();
        private final List<SourcePath> again = new ArrayList<>();
        private long inFlight;
        private Optional<SourcePath> after;
        private long documents;
        private long hints;

        Builder(int mostExamples, Optional<SourcePath> after) {
            this.mostExamples = mostExamples;
            this.after = after;
        }

        void walked(int more, SourcePath last) {
            documents += more;
            after = Optional.of(last);
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
            return new WalkReport(documents, differences, examples, inFlight, again, hints, ended, after);
        }
    }
}
