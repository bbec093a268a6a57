package engram.storage.inventory;

import engram.domain.BucketListing.Listed;
import engram.domain.SourcePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Objects in the order of their paths, on disk. In memory is where every thousandth of them begins.
final class SortedObjects implements Closeable {

    private static final int STEP = 1_000;

    private final ObjectFile file;
    private final List<SourcePath> paths = new ArrayList<>();
    private final List<Long> begins = new ArrayList<>();
    private long count;

    SortedObjects(Path folder) throws IOException {
        this.file = ObjectFile.in(folder);
    }

    /// @param object behind all that were added before
    void add(Listed object) throws IOException {
        if (count % STEP == 0) {
            paths.add(object.path());
            begins.add(file.end());
        }
        file.add(object);
        count++;
    }

    void written() throws IOException {
        file.written();
    }

    long count() {
        return count;
    }

    /// Those whose keys begin with `prefix`, behind `after`, at most so many.
    List<Listed> page(String prefix, Optional<SourcePath> after, int most) throws IOException {
        Optional<SourcePath> least = prefix.isEmpty() ? Optional.empty() : Optional.of(new SourcePath(prefix));
        SourcePath from = least.filter(first -> after.isEmpty() || after.get().compareTo(first) < 0).or(() -> after).orElse(null);
        List<Listed> page = new ArrayList<>();
        ObjectFile.Reader rest = file.read(begin(from), file.end());
        for (Optional<Listed> next = rest.next(); next.isPresent() && page.size() < most; next = rest.next()) {
            SourcePath path = next.get().path();
            if (after.isPresent() && path.compareTo(after.get()) <= 0 || least.isPresent() && path.compareTo(least.get()) < 0) {
                continue;
            }
            if (!path.key().startsWith(prefix)) {
                break;
            }
            page.add(next.get());
        }
        return page;
    }

    /// Of an object that is at that path, before it, or the first of all.
    ///
    /// @param path null for the first
    private long begin(SourcePath path) {
        if (path == null || begins.isEmpty()) {
            return 0;
        }
        int at = Collections.binarySearch(paths, path);
        return begins.get(Math.max(0, at < 0 ? -at - 2 : at));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
