package engram.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// When objects are said to have been put: each at a millisecond of its own, and none at a whole second, for a date that is
/// one may as well be cut, as HTTP's are. So a list shows it when metadata alone has changed, which it does not on S3 if
/// that happens twice within a second.
final class ObjectDates implements InstantSource {

    private static final int WITHIN_A_MILLISECOND = 1_000;

    private final InstantSource clock;
    private Instant last = Instant.MIN;

    ObjectDates(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS).plusNanos(WITHIN_A_MILLISECOND);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return last;
    }
}
