package engram.storage.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.BucketListing.Listed;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.storage.circuit.Circuit;
import engram.storage.circuit.CircuitSettings;
import engram.storage.circuit.Circuits;
import engram.storage.circuit.Store;
import engram.testing.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InventoryListingTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String TODAY = "2026-11-21T01-00Z";
    private static final String YESTERDAY = "2026-11-20T01-00Z";
    private static final String SOURCE = "documents";

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private final String prefix = "daily/" + UUID.randomUUID() + "/";
    private final Delivery delivery = new Delivery(SOURCE, prefix, 1);
    private final InventoryListing listing = listing(prefix);

    static Circuit circuit() {
        return new Circuits(new CircuitSettings(5, Duration.ofSeconds(5)), Clock.systemUTC()).of(Store.S3);
    }

    private InventoryListing listing(String key) {
        return new InventoryListing(new InventoryBucket(Delivery.CLIENT, Delivery.BUCKET, circuit()),
                new InventoryPlace(Delivery.BUCKET, key), SOURCE, Path.of(System.getProperty("java.io.tmpdir")), 10, clock);
    }

    @Test
    void manyFilesInNoOrderAreOneListInOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<SourcePath, Listed> objects = new TreeMap<>();
        List<String> alphabet = List.of("a", "Z", "0", "+", " ", "%", "\"", ",", "/", "ä", "日", "\uD83D\uDE00", "\uFB01");
        for (int i = 0; i < 2_345; i++) {
            String name = String.join("", Stream.generate(() -> alphabet.get(random.nextInt(alphabet.size()))).limit(1 + random.nextInt(12)).toList());
            SourcePath path = new SourcePath((random.nextBoolean() ? "w/" : "v/") + name);
            objects.put(path, new Listed(path, "e" + i, i, NOW.minusMillis(random.nextInt(1_000_000))));
        }
        delivery.deliver(TODAY, NOW, objects.values().stream().map(delivery::line).toList());

        List<Listed> walked = new ArrayList<>();
        Optional<SourcePath> after = Optional.empty();
        for (List<Listed> page = listing.list("", after, 77); !page.isEmpty(); page = listing.list("", after, 77)) {
            walked.addAll(page);
            after = Optional.of(page.getLast().path());
        }
        assertThat(walked).as("seed %d", seed).containsExactlyElementsOf(objects.values());
        for (int i = 0; i < 200; i++) {
            SourcePath from = walked.get(random.nextInt(walked.size())).path();
            List<Listed> expected = walked.stream().filter(one -> one.path().key().startsWith("w/") && one.path().compareTo(from) > 0).limit(5).toList();
            assertThat(listing.list("w/", Optional.of(from), 5)).as("seed %d, behind %s", seed, from).isEqualTo(expected);
        }
    }

    @Test
    void olderVersionsAndDeleteMarkersAreNoObjects() {
        Listed now = object("w/a.md", 2);
        delivery.deliver(TODAY, NOW, List.of(
                delivery.line(now),
                Delivery.line(SOURCE, object("w/a.md", 1), false, false),
                Delivery.line(SOURCE, object("w/gone.md", 1), true, true),
                Delivery.line(SOURCE, object("w/gone.md", 1), false, false)));

        assertThat(all()).containsExactly(now);
    }

    @Test
    void anInventoryOfCurrentVersionsHasNoColumnsOfVersions() {
        byte[] file = Delivery.gzip("\"documents\",\"w/a+b%2Bc.md\",\"7\",\"2026-11-20T10:00:00.000Z\",\"abc-3\"\n");
        Delivery.put(prefix + "data/x.csv.gz", file);
        delivery.manifest(TODAY, delivery.manifest(NOW, "CSV", "Bucket, Key, Size, LastModifiedDate, ETag",
                List.of(Delivery.file(prefix + "data/x.csv.gz", file.length, Delivery.md5(file)))));

        assertThat(all()).containsExactly(new Listed(new SourcePath("w/a b+c.md"), "abc-3", 7, Instant.parse("2026-11-20T10:00:00Z")));
    }

    @Test
    void theNewestWholeOneIsTakenAndANewerOneNoticed() {
        delivery.deliver(YESTERDAY, NOW.minus(Duration.ofDays(1)), List.of(delivery.line(object("w/yesterday.md", 1))));
        delivery.deliver(TODAY, NOW, List.of(delivery.line(object("w/today.md", 1))));
        String checksum = prefix + TODAY + "/manifest.checksum";
        byte[] kept = Delivery.CLIENT.getObjectAsBytes(get -> get.bucket(Delivery.BUCKET).key(checksum)).asByteArray();
        Delivery.remove(checksum);
        assertThat(all()).extracting(object -> object.path().key()).containsExactly("w/yesterday.md");

        Delivery.put(checksum, kept);
        clock.advance(Duration.ofMinutes(9));
        listing.ready();
        assertThat(all()).extracting(object -> object.path().key()).containsExactly("w/yesterday.md");
        clock.advance(Duration.ofMinutes(1));
        assertThat(all()).as("of the same in the midst of a walk").extracting(object -> object.path().key()).containsExactly("w/yesterday.md");
        listing.ready();
        assertThat(all()).extracting(object -> object.path().key()).containsExactly("w/today.md");
    }

    /// Open files tell: their names are gone as soon as they are made.
    @Test
    @EnabledOnOs(OS.LINUX)
    void anOlderOneIsOffTheDiskBeforeANewerOneIsSorted() {
        delivery.deliver(YESTERDAY, NOW.minus(Duration.ofDays(1)), List.of(delivery.line(object("w/yesterday.md", 1))));
        List<Long> open = new ArrayList<>();
        InventoryListing here = new InventoryListing(new InventoryBucket(Delivery.CLIENT, Delivery.BUCKET, circuit()),
                new InventoryPlace(Delivery.BUCKET, prefix), SOURCE, folder, 10, () -> {
                    open.add(openFiles());
                    return clock.instant();
                });
        here.list("", Optional.empty(), 10);
        long most = open.stream().mapToLong(Long::longValue).max().orElseThrow();
        delivery.deliver(TODAY, NOW, List.of(delivery.line(object("w/today.md", 1))));
        clock.advance(Duration.ofMinutes(10));
        open.clear();

        here.ready();
        assertThat(here.list("", Optional.empty(), 10)).containsExactly(object("w/today.md", 1));

        assertThat(most).isEqualTo(2);
        assertThat(open.getFirst()).isEqualTo(1);
        assertThat(open).allSatisfy(files -> assertThat(files).isLessThanOrEqualTo(most));
    }

    private long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(this::isHere).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isHere(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException e) {
            // It was closed since it was listed.
            return false;
        }
    }

    @Test
    void ofTwoLinesForOneKeyTheYoungerOneCounts() {
        Listed older = new Listed(new SourcePath("w/a.md"), "old", 1, NOW.minusSeconds(9));
        Listed younger = new Listed(new SourcePath("w/a.md"), "new", 1, NOW.minusSeconds(1));
        delivery.deliver(TODAY, NOW, List.of(delivery.line(older), delivery.line(younger), delivery.line(object("w/b.md", 1))));

        assertThat(all()).containsExactly(younger, object("w/b.md", 1));
    }

    @Test
    void anEmptyBucketHasAnEmptyInventory() {
        delivery.deliver(TODAY, NOW, List.of());

        assertThat(all()).isEmpty();
    }

    @Test
    void nothingIsLeftOnDiskForOthersToSee() throws IOException {
        delivery.deliver(TODAY, NOW, List.of(delivery.line(object("w/a.md", 1))));
        InventoryListing here = new InventoryListing(new InventoryBucket(Delivery.CLIENT, Delivery.BUCKET, circuit()),
                new InventoryPlace(Delivery.BUCKET, prefix), SOURCE, folder, 1, clock);

        assertThat(here.list("", Optional.empty(), 10)).hasSize(1);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatIsDamagedIsNamedAndListsNothing() {
        delivery.deliver(TODAY, NOW, List.of(delivery.line(object("w/a.md", 1))));
        String data = prefix + "data/1.csv.gz";
        byte[] whole = Delivery.CLIENT.getObjectAsBytes(get -> get.bucket(Delivery.BUCKET).key(data)).asByteArray();

        Delivery.remove(data);
        fails("1.csv.gz does not exist");
        Delivery.put(data, Arrays.copyOf(whole, whole.length - 4));
        fails("1.csv.gz is no gzip, or cut off");
        byte[] altered = Delivery.gzip(delivery.line(object("w/b.md", 1)) + "\n");
        Delivery.put(data, altered);
        fails("with the MD5 " + Delivery.md5(altered), "the manifest says");
        Delivery.put(data, "<html>".getBytes(StandardCharsets.UTF_8));
        fails("is no gzip");

        Delivery.put(data, whole);
        assertThat(all()).hasSize(1);
    }

    @Test
    void aManifestThatIsNotItsChecksumsIsRefused() {
        delivery.deliver(TODAY, NOW, List.of());
        Delivery.put(prefix + TODAY + "/manifest.checksum", "0123".getBytes(StandardCharsets.US_ASCII));
        fails("manifest.checksum says 0123");

        assertThatThrownBy(() -> listing(prefix + YESTERDAY + "/manifest.json").list("", Optional.empty(), 1))
                .isInstanceOf(TransientFailure.class).hasMessageContaining("it does not exist");
    }

    @Test
    void whatIsReadAtAllIsSaid() {
        manifest("Parquet", Delivery.SCHEMA);
        fails("\"Parquet\"", "only CSV");
        manifest("ORC", Delivery.SCHEMA);
        fails("\"ORC\"", "only CSV");
        manifest("CSV", "Bucket, Key, StorageClass");
        fails("no column Size, LastModifiedDate, ETag");
        delivery.manifest(TODAY, "[]");
        fails("format");
        delivery.manifest(TODAY, "{");
        fails("no JSON");
    }

    @Test
    void linesThatMakeNoSenseAreNamedByTheirNumber() {
        String good = delivery.line(object("w/a.md", 1));
        for (String bad : List.of("\"documents\",\"w/b.md\"", good.replace("\"1\"", "\"one\""), good.replace("2026-", "yesterday-"),
                good.replace("w%2Fa.md", "%zz"), good.replace("\"true\"", "\"maybe\""), "\"not closed", good.replace("w%2Fa.md", ""))) {
            deliver(Delivery.gzip(good + "\n" + bad + "\n"));
            fails("line 2 of its file " + prefix + "data/x.csv.gz makes no sense");
        }
    }

    @Test
    void aLineWithoutEndIsNotReadIntoMemory() {
        deliver(Delivery.gzip("x".repeat(3 << 20)));

        fails("longer than");
    }

    @Test
    void anothersInventoryAndOneOfLongAgoAreRefused() {
        new Delivery("others", prefix, 1).deliver(TODAY, NOW, List.of());
        fails("lists the bucket others", "in documents");
        delivery.deliver(TODAY, NOW.minus(Duration.ofDays(9)), List.of());
        fails("none younger");
    }

    @Test
    void whereThereIsNoneItIsSaidWhatIsLookedFor() {
        Delivery.put(prefix + "data/1.csv.gz", new byte[0]);

        fails("there is none", "manifest.checksum");
        assertThatThrownBy(() -> new InventoryListing(new InventoryBucket(Delivery.CLIENT, "no-such-bucket", circuit()),
                new InventoryPlace("no-such-bucket", ""), SOURCE, folder, 1, clock).list("", Optional.empty(), 1))
                .isInstanceOf(TransientFailure.class).hasMessageContaining("set ENGRAM_RECONCILE_INVENTORY");
    }

    private void deliver(byte[] file) {
        Delivery.put(prefix + "data/x.csv.gz", file);
        delivery.manifest(TODAY, delivery.manifest(NOW, "CSV", Delivery.SCHEMA,
                List.of(Delivery.file(prefix + "data/x.csv.gz", file.length, Delivery.md5(file)))));
    }

    private void manifest(String format, String schema) {
        delivery.manifest(TODAY, delivery.manifest(NOW, format, schema, List.of()));
    }

    private void fails(String... messages) {
        assertThatThrownBy(this::all).isInstanceOf(TransientFailure.class)
                .hasMessageContainingAll(messages).hasMessageContaining("ENGRAM_RECONCILE_INVENTORY");
    }

    private List<Listed> all() {
        return listing.list("", Optional.empty(), 100);
    }

    private static Listed object(String key, int size) {
        return new Listed(new SourcePath(key), "e" + size, size, NOW.minusSeconds(100));
    }
}
