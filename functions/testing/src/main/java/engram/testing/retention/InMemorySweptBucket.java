package engram.testing.retention;

import engram.domain.Archive;
import engram.domain.BucketListing.Listed;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.retention.Destination;
import engram.domain.retention.Removal;
import engram.domain.retention.Sighting;
import engram.domain.retention.SweptBucket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A bucket without versions in memory, that remembers what was removed from it by [#remove] and [#replace].
public final class InMemorySweptBucket implements SweptBucket {

    private final TreeMap<String, Stored> objects = new TreeMap<>();
    private final Map<String, byte[]> archive = new HashMap<>();
    private final List<Removed> removed = new ArrayList<>();
    private final List<Removed> rewritten = new ArrayList<>();
    private final Set<String> guarded = new HashSet<>();
    private final InstantSource clock;

    private record Stored(Sighting seen, byte[] bytes) {}

    /// @param at when it was removed, or replaced
    public record Removed(SourcePath path, ObjectState state, byte[] bytes, Instant at) {}

    public InMemorySweptBucket(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void put(SourcePath path, byte[] bytes, String contentType, Map<String, String> metadata, Map<String, String> tags) {
        ObjectState state = new ObjectState(
                hash("MD5", bytes), Optional.empty(), bytes.length, clock.instant().truncatedTo(ChronoUnit.SECONDS), contentType, metadata);
        objects.put(path.key(), new Stored(new Sighting(state, tags, Optional.empty(), false), bytes.clone()));
    }

    /// As its users delete it.
    public synchronized void delete(SourcePath path) {
        objects.remove(path.key());
    }

    /// As S3's Object Lock keeps it.
    public synchronized void lock(SourcePath path, Instant until) {
        objects.computeIfPresent(path.key(), (_, stored) -> new Stored(
                new Sighting(stored.seen().state(), stored.seen().tags(), Optional.of(until), false), stored.bytes()));
    }

    /// As its users tag it, in the place of the tags that it has.
    public synchronized void tag(SourcePath path, Map<String, String> tags) {
        objects.computeIfPresent(path.key(), (_, stored) -> new Stored(
                new Sighting(stored.seen().state(), tags, stored.seen().lockedUntil(), stored.seen().legalHold()), stored.bytes()));
    }

    /// As if older versions of it could not be removed.
    public synchronized void guardVersions(SourcePath path) {
        guarded.add(path.key());
    }

    /// What [#remove] removed, in order.
    public synchronized List<Removed> removed() {
        return List.copyOf(removed);
    }

    /// In whose place [#replace] put others, in order.
    public synchronized List<Removed> rewritten() {
        return List.copyOf(rewritten);
    }

    public synchronized Optional<byte[]> archived(Destination destination, String key) {
        return Optional.ofNullable(archive.get(destination.bucket() + "/" + key));
    }

    /// As `s3://BUCKET/KEY`.
    public synchronized Set<String> archives() {
        return archive.keySet().stream().map(place -> "s3://" + place).collect(Collectors.toSet());
    }

    @Override
    public synchronized List<Listed> list(String prefix, Optional<SourcePath> after, int limit) {
        return objects.tailMap(after.map(SourcePath::key).orElse(""), false).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix) && !entry.getKey().startsWith(Archive.FOLDER))
                .limit(limit)
                .map(entry -> listed(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public synchronized List<Listed> folder(String folder, Optional<SourcePath> after, int limit) {
        return list(folder, after, Integer.MAX_VALUE).stream()
                .filter(object -> object.path().key().indexOf('/', folder.length()) < 0)
                .limit(limit)
                .toList();
    }

    private static Listed listed(String key, Stored stored) {
        ObjectState state = stored.seen().state();
        return new Listed(new SourcePath(key), state.eTag(), state.size(), state.lastModified());
    }

    @Override
    public synchronized Optional<Sighting> look(SourcePath path) {
        return Optional.ofNullable(objects.get(path.key())).map(Stored::seen);
    }

    @Override
    public synchronized Optional<String> sha256(SourcePath path, ObjectState state) {
        return at(path, state).map(stored -> hash("SHA-256", stored.bytes()));
    }

    private Optional<Stored> at(SourcePath path, ObjectState state) {
        return Optional.ofNullable(objects.get(path.key()))
                .filter(stored -> stored.seen().state().eTag().equals(state.eTag()));
    }

    @Override
    public synchronized boolean copy(SourcePath path, ObjectState state, Destination destination, String key) {
        Optional<Stored> source = at(path, state);
        source.ifPresent(stored -> archive.put(destination.bucket() + "/" + key, stored.bytes()));
        return source.isPresent();
    }

    @Override
    public synchronized Optional<byte[]> read(SourcePath path, ObjectState state) {
        return at(path, state).map(stored -> stored.bytes().clone());
    }

    @Override
    public synchronized boolean replace(SourcePath path, ObjectState state, byte[] bytes, Map<String, String> metadata) {
        Optional<Stored> there = at(path, state)
                .filter(stored -> stored.seen().state().lastModified().equals(state.lastModified()));
        there.ifPresent(stored -> {
            rewritten.add(new Removed(path, stored.seen().state(), stored.bytes(), clock.instant()));
            put(path, bytes, state.contentType(), metadata, stored.seen().tags());
        });
        return there.isPresent();
    }

    @Override
    public synchronized boolean removeOlder(SourcePath path, Instant youngest) {
        return true;
    }

    @Override
    public synchronized Removal remove(SourcePath path, ObjectState state, boolean allVersions) {
        if (!objects.containsKey(path.key())) {
            return Removal.GONE;
        }
        Optional<Stored> there = at(path, state);
        if (there.isEmpty()) {
            return Removal.CHANGED;
        }
        if (there.get().seen().lockedUntil().filter(until -> until.isAfter(clock.instant())).isPresent()) {
            return Removal.LOCKED;
        }
        objects.remove(path.key());
        removed.add(new Removed(path, there.get().seen().state(), there.get().bytes(), clock.instant()));
        return allVersions && guarded.contains(path.key()) ? Removal.HIDDEN : Removal.REMOVED;
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has " + algorithm, e);
        }
    }
}
