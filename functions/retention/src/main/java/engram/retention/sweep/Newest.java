package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.SweptBucket;
import engram.retention.rules.Rule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// Which objects of a folder are its newest, by listing it once; of those written in the same second, the key that sorts last. What was found is good
/// for as long as this lives.
final class Newest {

    private static final int PAGE = 1_000;
    private static final int MOST_FOLDERS = 500;
    private static final Comparator<Listed> BY_AGE =
            Comparator.comparing(Listed::lastModified).thenComparing(object -> object.path().key());

    private final SweptBucket bucket;
    private final WorkspaceMapping workspaces;
    private final Map<String, Optional<Listed>> oldestKept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Listed>> eldest) {
            return size() > MOST_FOLDERS;
        }
    };

    Newest(SweptBucket bucket, WorkspaceMapping workspaces) {
        this.bucket = bucket;
        this.workspaces = workspaces;
    }

    /// Whether the rule leaves it alone for being one of the newest.
    boolean isKept(Rule rule, Listed object) {
        if (rule.keepNewest().isEmpty()) {
            return false;
        }
        String key = object.path().key();
        String folder = key.substring(0, key.lastIndexOf('/') + 1);
        Optional<Listed> bound = oldestKept.computeIfAbsent(rule.id() + "\n" + folder, _ -> oldestKept(rule, folder));
        return bound.map(oldest -> BY_AGE.compare(object, oldest) >= 0).orElse(true);
    }

    /// Empty if the folder has no more than that.
    private Optional<Listed> oldestKept(Rule rule, String folder) {
        int kept = rule.keepNewest().orElseThrow();
        PriorityQueue<Listed> newest = new PriorityQueue<>(BY_AGE);
        Optional<SourcePath> after = Optional.empty();
        List<Listed> page = bucket.folder(folder, after, PAGE);
        while (!page.isEmpty()) {
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
