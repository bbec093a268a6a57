package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// A generated rule, with what it means said in another way than the real one says it.
record TestRule(String id, boolean acts, String folder, int days, int keep, int grace, String action) {

    private static final List<String> ACTIONS = List.of("delete", "delete", "archive, to: {bucket: old-things}", "redact");

    static TestRule random(Random random, int number) {
        return new TestRule(
                "r" + number,
                random.nextInt(5) > 0,
                random.nextInt(3) == 0 ? "" : "f" + random.nextInt(2) + "/",
                random.nextInt(4),
                random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0,
                random.nextInt(3),
                ACTIONS.get(random.nextInt(ACTIONS.size())));
    }

    String yaml() {
        return "  - {id: %s, mode: %s, match: {path: \"%s**\", modified: %dd}, grace: %dd, %saction: %s}\n".formatted(
                id, acts ? "act" : "dry-run", folder, days, grace, keep > 0 ? "keepNewest: " + keep + ", " : "",
                action);
    }

    /// Whether it may remove that object at that time.
    ///
    /// @param all objects that there were when the sweep began
    boolean allows(Listed object, Instant at, List<Listed> all) {
        Duration least = Duration.ofDays(days + grace);
        return acts
                && !action.equals("redact")
                && object.path().key().startsWith(folder)
                && Duration.between(object.lastModified(), at).compareTo(least) >= 0
                && !isNewest(object, all);
    }

    private boolean isNewest(Listed object, List<Listed> all) {
        return all.stream()
                .filter(other -> parent(other).equals(parent(object)))
                .sorted(Comparator.comparing(Listed::lastModified)
                        .thenComparing(other -> other.path().key())
                        .reversed())
                .limit(keep)
                .anyMatch(object::equals);
    }

    private static String parent(Listed object) {
        return object.path().key().replaceAll("[^/]*$", "");
    }
}
