package engram.testing;

import engram.domain.Archive;
import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A versioned bucket in memory. Old versions can be read as long as the object is there, as on S3.
public final class InMemoryBucket implements Bucket, BucketListing {

    private final Map<String, Stored> objects = new TreeMap<>();
    private final Map<String, Stored> versions = new TreeMap<>();
    private final InstantSource clock;
    private int writes;

    private record Stored(SourcePath path, ObjectState state, byte[] bytes) {}

    public InMemoryBucket(InstantSource clock) {
        this.clock = clock;
    }

    /// Puts an object, replacing the one that was there.
    public synchronized ObjectState put(
            SourcePath path, byte[] bytes, String contentType, Map<String, String> metadata) {
        String versionId = "v" + ++writes;
        ObjectState state = new ObjectState(
                md5(bytes), Optional.of(versionId), bytes.length, clock.instant(), contentType, metadata);
        Stored stored = new Stored(path, state, bytes.clone());
        objects.put(path.key(), stored);
        versions.put(versionId, stored);
        return state;
    }

    public synchronized Set<SourcePath> paths() {
        Set<SourcePath> paths = new TreeSet<>((a, b) -> a.key().compareTo(b.key()));
        objects.keySet().forEach(key -> paths.add(new SourcePath(key)));
        return paths;
    }

    @Override
    public synchronized Optional<ObjectState> find(SourcePath path) {
        return Optional.ofNullable(objects.get(path.key())).filter(_ -> !Archive.holds(path)).map(Stored::state);
    }

    @Override
    public synchronized List<Listed> list(String prefix, Optional<SourcePath> after, int most) {
        return objects.values().stream()
                .filter(stored -> stored.path().key().startsWith(prefix) && !Archive.holds(stored.path()))
                .filter(stored -> after.isEmpty() || stored.path().compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(Stored::path))
                .limit(most)
                .map(stored -> Listed.of(stored.path(), stored.state()))
                .toList();
    }

    @Override
    public synchronized Optional<byte[]> read(SourcePath path, ObjectState state) {
        return state.versionId()
                .map(versions::get)
                .filter(stored -> stored.state().equals(state))
                .map(stored -> stored.bytes().clone());
    }

    @Override
    public synchronized void delete(SourcePath path) {
        if (!Archive.holds(path)) {
            objects.remove(path.key());
        }
    }

    /// Deletes the object and every version of it, as a lifecycle rule for noncurrent versions does.
    public synchronized void expire(SourcePath path) {
        objects.remove(path.key());
        versions.values().removeIf(stored -> stored.path().equals(path));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }
}
