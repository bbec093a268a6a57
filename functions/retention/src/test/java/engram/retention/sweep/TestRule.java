package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A generated rule, with what it means said in another way than the real one says it.
record TestRule(String id, boolean acts, String folder, int days, int keep, int grace, int unretrieved, String action) {

    private static final long SECONDS_A_DAY = 86_400;
    private static final List<String> ACTIONS = List.of("delete", "delete", "archive, to: {bucket: old-things}", "archive, to: {prefix: old/}", "redact");

    static TestRule random(Random random, int number) {
        int keep = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
        return new TestRule(
                "r" + number,
                random.nextInt(5) > 0,
                random.nextInt(3) == 0 ? "" : "f" + random.nextInt(2) + "/",
                random.nextInt(4),
                keep,
                random.nextInt(3),
                keep == 0 && random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0,
                ACTIONS.get(random.nextInt(ACTIONS.size())));
    }

    String yaml() {
        return "  - {id: %s, mode: %s, match: {path: \"%s**\", modified: %dd%s}, grace: %dd, %saction: %s}\n".formatted(
                id, acts ? "act" : "dry-run", folder, days, unretrieved > 0 ? ", retrieved: " + unretrieved + "d" : "", grace, keep > 0 ? "keepNewest: " + keep + ", " : "",
                action);
    }

    /// Whether it may do that to that object at that time.
    ///
    /// @param rewrites whether it was written anew, and not removed
    /// @param all objects that there were when the sweep began, and after each change meanwhile
    /// @param used when it was retrieved last, and if it never was, when it was indexed first; absent: it never was indexed
    boolean allows(Listed object, boolean rewrites, Instant at, List<List<Listed>> all, Optional<Instant> used) {
        Duration least = Duration.ofDays(days + grace);
        return acts
                && action.equals("redact") == rewrites
                && object.path().key().startsWith(folder)
                && Duration.between(object.lastModified(), at).compareTo(least) >= 0
                && all.stream().anyMatch(then -> !isNewest(object, then))
                && (unretrieved == 0
                        || used.filter(moment -> Duration.between(moment, at).toSeconds() >= unretrieved * SECONDS_A_DAY).isPresent());
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
