package engram.domain.health;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How long documents took from their event until they could be found, counted in classes whose bounds grow by a
/// quarter of a doubling: a quantile is at most 19 % too high. Immutable.
///
/// @param counts by class; class `n` holds what is above `bound(n - 1)` and at most `bound(n)`
public record Lags(Map<Integer, Long> counts) {

    public static final Lags NONE = new Lags(Map.of());

    /// A doubling has four classes, from 100 ms to two days; what is longer counts as two days.
    private static final int CLASSES_A_DOUBLING = 4;

    private static final double SHORTEST_MILLIS = 100;
    private static final int LAST = 82;

    public Lags {
        counts.forEach((lagClass, count) -> {
            if (lagClass < 0 || lagClass > LAST || count < 0) {
                throw new IllegalArgumentException(
                        "classes of lags are 0 to %d with counts from 0, got %d with %d".formatted(LAST, lagClass, count));
            }
        });
        counts = Map.copyOf(counts);
    }

    public static Lags of(Duration lag) {
        return new Lags(Map.of(lagClass(lag), 1L));
    }

    public Lags plus(Lags other) {
        Map<Integer, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((lagClass, count) -> sum.merge(lagClass, count, Long::sum));
        return new Lags(sum);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The bound that this share of all lags does not pass; empty if there are none.
    ///
    /// @param share above 0, up to 1
    public Optional<Duration> quantile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a quantile is above 0 and up to 1, got " + share);
        }
        long wanted = (long) Math.ceil(share * total());
        long seen = 0;
        for (Map.Entry<Integer, Long> each : new TreeMap<>(counts).entrySet()) {
            seen += each.getValue();
            if (seen >= wanted && seen > 0) {
                return Optional.of(bound(each.getKey()));
            }
        }
        return Optional.empty();
    }

    private static int lagClass(Duration lag) {
        double doublings = Math.log(Math.max(lag.toMillis(), 1) / SHORTEST_MILLIS) / Math.log(2);
        return Math.clamp((long) Math.ceil(doublings * CLASSES_A_DOUBLING), 0, LAST);
    }

    private static Duration bound(int lagClass) {
        return Duration.ofMillis(Math.round(SHORTEST_MILLIS * Math.pow(2, (double) lagClass / CLASSES_A_DOUBLING)));
    }
}
