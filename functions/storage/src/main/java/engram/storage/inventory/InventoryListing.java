package engram.storage.inventory;

import engram.domain.Archive;
import engram.domain.BucketListing;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.storage.inventory.Manifest.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// The bucket as its last inventory lists it: some hours to a week old, and for the price of reading it once. S3 writes it in
/// no order, so it is sorted first, on disk. What changed since it was made is for its reader to find out by a look at the
/// objects themselves.
final class InventoryListing implements BucketListing {

    private static final Logger LOG = Logger.getLogger(InventoryListing.class);
    private static final String CHECKSUM = "manifest.checksum";
    private static final int LARGEST_MANIFEST = 16 << 20;
    private static final int LARGEST_CHECKSUM = 1_000;
    private static final Pattern FOLDER = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}-\\d{2}Z/");
    /// How often a newer one is looked for, at most.
    private static final Duration LOOK = Duration.ofMinutes(10);
    /// One a week is the fewest that S3 makes; a day for the making.
    private static final Duration OLDEST = Duration.ofDays(8);

    private final InventoryBucket bucket;
    private final InventoryPlace place;
    private final String documents;
    private final Path folder;
    private final int atOnce;
    private final InstantSource clock;
    private Optional<Read> read = Optional.empty();
    private Instant looked = Instant.EPOCH;

    private record Read(InventoryPlace manifest, SortedObjects objects) {}

    /// @param documents name of the bucket that is to be listed
    /// @param folder for temporary files
    /// @param atOnce objects in memory
    InventoryListing(
            InventoryBucket bucket,
            InventoryPlace place,
            String documents,
            Path folder,
            int atOnce,
            InstantSource clock) {
        this.bucket = bucket;
        this.place = place;
        this.documents = documents;
        this.folder = folder;
        this.atOnce = atOnce;
        this.clock = clock;
    }

    @Override
    public synchronized void ready() {
        try {
            current();
        } catch (IOException e) {
            forget();
            throw disk(e);
        }
    }

    @Override
    public synchronized List<Listed> list(String prefix, Optional<SourcePath> after, int most) {
        return Archive.without(after, behind -> page(prefix, behind, most));
    }

    private List<Listed> page(String prefix, Optional<SourcePath> after, int most) {
        try {
            Read from = read.isPresent() ? read.get() : current();
            return from.objects().page(prefix, after, most);
        } catch (IOException e) {
            forget();
            throw disk(e);
        }
    }

    /// What could not be read may never be: the next one begins afresh.
    private void forget() {
        Optional<Read> unusable = read;
        read = Optional.empty();
        unusable.ifPresent(one -> close(one.objects()));
    }

    private static void close(SortedObjects objects) {
        try {
            objects.close();
        } catch (IOException e) {
            LOG.warnf("a temporary file was not closed: %s", e.getMessage());
        }
    }

    private Read current() throws IOException {
        Instant now = clock.instant();
        if (read.isPresent() && (place.isManifest() || now.isBefore(looked.plus(LOOK)))) {
            return read.get();
        }
        InventoryPlace manifest = place.isManifest() ? place : newest();
        if (read.isEmpty() || !read.get().manifest().equals(manifest)) {
            // First, so that the disk has to hold one and what it is sorted from, and never an older one as well.
            forget();
            read = Optional.of(new Read(manifest, sorted(manifest)));
        }
        looked = now;
        return read.get();
    }

    /// S3 writes the checksum last: without it an inventory is still being delivered.
    private InventoryPlace newest() {
        return bucket.folders(place.key()).stream()
                .filter(name -> FOLDER.matcher(name).matches())
                .sorted(Comparator.reverseOrder())
                .filter(name -> bucket.read(place.key() + name + CHECKSUM, LARGEST_CHECKSUM).isPresent())
                .findFirst()
                .map(name -> place.at(place.key() + name + InventoryPlace.MANIFEST))
                .orElseThrow(() -> Damage.in(place,
                        "there is none: looked for folders like 2026-11-21T01-00Z/ with manifest.json and manifest.checksum in them"));
    }

    private SortedObjects sorted(InventoryPlace at) throws IOException {
        Instant begin = clock.instant();
        Manifest manifest = manifest(at);
        try (Sorting sorting = new Sorting(folder, atOnce)) {
            for (DataFile file : manifest.files()) {
                read(at, file, manifest.columns(), sorting);
            }
            SortedObjects objects = sorting.sorted();
            LOG.infof("inventory %s of %s: %d objects, read and sorted in %s",
                    at, manifest.created(), objects.count(), Duration.between(begin, clock.instant()));
            return objects;
        }
    }

    private Manifest manifest(InventoryPlace at) {
        byte[] json = bucket.read(at.key(), LARGEST_MANIFEST).orElseThrow(() -> Damage.in(at, "it does not exist"));
        String folderKey = at.key().substring(0, at.key().length() - InventoryPlace.MANIFEST.length());
        String expected = bucket.read(folderKey + CHECKSUM, LARGEST_CHECKSUM)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
                .orElseThrow(() -> Damage.in(at, "there is no manifest.checksum beside it, so it may not be whole yet"));
        String seen = HexFormat.of().formatHex(DataLines.md5().digest(json));
        if (!seen.equalsIgnoreCase(expected)) {
            throw Damage.in(at, "the MD5 of its manifest is %s, and manifest.checksum says %s".formatted(seen, expected));
        }
        Manifest manifest = parsed(at, json);
        if (!manifest.sourceBucket().equals(documents)) {
            throw Damage.in(at, "it lists the bucket %s, and the documents are in %s".formatted(manifest.sourceBucket(), documents));
        }
        if (!place.isManifest() && manifest.created().plus(OLDEST).isBefore(clock.instant())) {
            throw Damage.in(at, "it is of %s, and there is none younger: does S3 still deliver them?".formatted(manifest.created()));
        }
        return manifest;
    }

    private static Manifest parsed(InventoryPlace at, byte[] json) {
        try {
            return Manifest.parse(json);
        } catch (IllegalArgumentException e) {
            throw Damage.in(at, e.getMessage(), e);
        }
    }

    private void read(InventoryPlace at, DataFile file, Columns columns, Sorting sorting) throws IOException {
        try (InputStream bytes = bucket.open(file.key())
                .orElseThrow(() -> Damage.in(at, "its file %s does not exist".formatted(file.key())))) {
            DataLines.read(bytes, file, columns, object -> add(sorting, object));
        } catch (IllegalArgumentException e) {
            throw Damage.in(at, e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void add(Sorting sorting, Listed object) {
        try {
            sorting.add(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TransientFailure disk(IOException e) {
        return new TransientFailure(("the inventory could not be sorted in %s (%s): it takes some 150 bytes for each object there, twice"
                + " while it is sorted; on AWS give the function more ephemeral storage").formatted(folder, e.getMessage()), e);
    }
}
