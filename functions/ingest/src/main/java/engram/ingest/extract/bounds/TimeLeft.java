package engram.ingest.extract.bounds;

import engram.domain.TransientFailure;
import java.time.Duration;

/// How much time there still is: less each time it is asked.
@FunctionalInterface
public interface TimeLeft {

    /// None, if zero or negative.
    Duration left();

    /// As much as anybody wants.
    static TimeLeft unlimited() {
        return () -> Duration.ofDays(1);
    }

    /// There was less time for a file than any file may take: nothing is known of it.
    final class TooLate extends TransientFailure {

        private static final long serialVersionUID = 1;

        TooLate(String contentType) {
            super(contentType + " was begun too late to be read in the time that was left");
        }
    }
}
