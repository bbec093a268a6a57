package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.SweptBucket;
import engram.retention.rules.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/// Which objects of a folder are its newest, by listing it; of those written in the same second, the key that sorts last. What was found is good
/// for ten times as long as it took to find out, so that listing takes no more than a tenth of the time.
final class Newest {

    private static final int PAGE = 1_000;
    private static final int MOST_FOLDERS = 500;
    private static final int TIMES_AS_LONG = 10;
    private static final Comparator<Listed> BY_AGE =
            Comparator.comparing(Listed::lastModified).thenComparing(object -> object.path().key());

    private final SweptBucket bucket;
    private final WorkspaceMapping workspaces;
    private final Budget budget;
    private final Set<String> tooLarge;
    private final Map<String, Found> found = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
            return size() > MOST_FOLDERS;
        }
    };

    /// @param oldest of those that are kept; absent: the folder has no more than are kept
    private record Found(Optional<Listed> oldest, Instant until) {}

    /// @param tooLarge which folders could not be listed before
    Newest(SweptBucket bucket, WorkspaceMapping workspaces, Budget budget, Set<String> tooLarge) {
        this.tooLarge = tooLarge;
        this.bucket = bucket;
        this.workspaces = workspaces;
        this.budget = budget;
    }

    /// Whether the rule leaves it alone for being one of the newest.
    ///
    /// @throws FolderTooLarge if it could not be listed in what is left of the time; as long as that is known, all of it is left alone
    boolean isKept(Rule rule, Listed object) {
        if (rule.keepNewest().isEmpty()) {
            return false;
        }
        String key = object.path().key();
        String folder = key.substring(0, key.lastIndexOf('/') + 1);
        if (tooLarge.contains(tooLarge(rule, folder))) {
            return true;
        }
        Found known = found.compute(rule.id() + "\n" + folder, (_, before) ->
                before == null || budget.now().isAfter(before.until()) ? find(rule, folder) : before);
        return known.oldest().map(oldest -> BY_AGE.compare(object, oldest) >= 0).orElse(true);
    }

    private static String tooLarge(Rule rule, String folder) {
        return "rule %s: the folder \"%s\" has more objects than can be listed in the time that the function has".formatted(rule.id(), folder);
    }

    private Found find(Rule rule, String folder) {
        Instant begun = budget.now();
        Optional<Listed> oldest = oldestKept(rule, folder);
        return new Found(oldest, budget.now().plus(Duration.between(begun, budget.now()).multipliedBy(TIMES_AS_LONG)));
    }

    /// Empty if the folder has no more than that.
    private Optional<Listed> oldestKept(Rule rule, String folder) {
        int kept = rule.keepNewest().orElseThrow();
        PriorityQueue<Listed> newest = new PriorityQueue<>(BY_AGE);
        Optional<SourcePath> after = Optional.empty();
        List<Listed> page = bucket.folder(folder, after, PAGE);
        while (!page.isEmpty()) {
            if (budget.isOver()) {
                throw new FolderTooLarge(tooLarge(rule, folder));
            }
            for (Listed object : page) {
                if (rule.match().isInScope(workspaces.documentAt(object.path()).workspace(), object)) {
                    newest.add(object);
                    if (newest.size() > kept) {
                        newest.poll();
                    }
                }
            }
            after = Optional.of(page.getLast().path());
            page = bucket.folder(folder, after, PAGE);
        }
        return newest.size() < kept ? Optional.empty() : Optional.of(newest.peek());
    }
}
