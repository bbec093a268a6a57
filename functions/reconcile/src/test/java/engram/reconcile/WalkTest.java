package engram.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Bucket;
import engram.domain.BucketListing.Listed;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.IndexScan;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.PipelineVersion;
import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.Workspace;
import engram.domain.health.ReconcileReport.Failed;
import engram.domain.health.VersionLog.Versions;
import engram.reconcile.Walk.Range;
import engram.testing.InMemoryIndex.Held;
import engram.testing.InMemoryIndex.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WalkTest {

    private static final Workspace W = new Workspace("w");

    private final Scene scene = new Scene();

    @Test
    void whereAllAgreeNothingIsFound() {
        scene.indexed("w/a.md", 3);
        scene.indexed("w/b.md", 1);
        CatalogDocument failed = scene.failed("w/c.png", Reason.UNSUPPORTED_TYPE);
        scene.deleted("w/d.md");
        scene.later();

        WalkReport report = walk();

        assertThat(report.findsNothing()).isTrue();
        assertThat(report.documents()).isEqualTo(4);
        assertThat(report.statuses()).isEqualTo(Map.of(Status.INDEXED, 2L, Status.FAILED, 1L));
        assertThat(report.oldestFailed())
                .hasValue(new Failed(new SourcePath("w/c.png"), Reason.UNSUPPORTED_TYPE, failed.indexedAt()));
        assertThat(scene.walk().workspaces(Optional.empty(), Instant.MAX).names()).containsExactly(W);
    }

    @Test
    void workspacesAreFoundInAsManyPartsAsTheTimeMakesOfThem() {
        for (int i = 0; i < 2_500; i++) {
            scene.object("%04d".formatted(i));
        }
        scene.object("v/a.md");
        scene.indexed("w/a.md", 1);
        scene.bucket.delete(new SourcePath("w/a.md"));
        scene.later();

        List<Set<String>> parts = new ArrayList<>();
        Optional<SourcePath> after = Optional.empty();
        do {
            Walk.Workspaces part = scene.walk().workspaces(after, scene.clock.instant());
            parts.add(part.names().stream().map(Workspace::name).collect(Collectors.toSet()));
            after = part.next();
        } while (after.isPresent());

        assertThat(parts).containsExactly(Set.of("default", "w"), Set.of("default"), Set.of("default", "v"), Set.of());
    }

    @Test
    void objectsAndDocumentsThatLackEachOtherGetHints() {
        scene.object("w/new.md");
        scene.indexed("w/gone.md", 1);
        scene.bucket.delete(new SourcePath("w/gone.md"));
        scene.indexed("w/behind.md", 1);
        scene.clock.advance(Duration.ofSeconds(2));
        scene.object("w/behind.md");
        scene.later();

        WalkReport first = walk();
        assertThat(first.differences()).isEqualTo(Map.of("NOT_IN_CATALOG", 1L, "CATALOG_BEHIND", 1L));
        assertThat(lookAgain(first).differences()).isEqualTo(Map.of("OBJECT_GONE", 1L));
        assertThat(scene.hints).extracting(SourcePath::key).containsExactlyInAnyOrder("w/new.md", "w/gone.md", "w/behind.md");
        assertThat(scene.doubts).isEmpty();
    }

    @Test
    void aDeletionOfTheLastSecondsIsInFlightThoughNobodyDatesIt() {
        scene.indexed("w/a.md", 2);
        scene.indexed("w/b.md", 2);
        scene.later();
        scene.bucket.delete(new SourcePath("w/a.md"));
        scene.bucket.delete(new SourcePath("w/b.md"));

        WalkReport first = walk();
        assertThat(first.differences()).isEmpty();
        assertThat(first.findsNothing()).isFalse();
        assertThat(first.twice()).extracting(SourcePath::key).containsExactly("w/a.md", "w/b.md");
        assertThat(scene.hints).isEmpty();

        Instant since = scene.clock.instant();
        scene.clock.advance(Scene.GRACE.minusMillis(1));
        assertThat(look(first.twice(), since).twice()).isEqualTo(first.twice());
        scene.indexed("w/b.md", 1);
        scene.clock.advance(Duration.ofMillis(1));
        WalkReport second = look(first.twice(), since);
        assertThat(second.differences()).isEqualTo(Map.of("OBJECT_GONE", 1L));
        assertThat(second.again()).extracting(SourcePath::key).containsExactly("w/b.md");
        assertThat(scene.hints).extracting(SourcePath::key).containsExactly("w/a.md");
    }

    @Test
    void anOlderObjectThatComesBackIsLookedAtTwiceToo() {
        ObjectState old = scene.object("w/a.md");
        scene.clock.advance(Duration.ofHours(1));
        CatalogDocument newer = scene.indexed("w/a.md", 1);
        CatalogDocument deleted = scene.indexed("w/b.md", 1);
        scene.later();
        scene.deleted("w/b.md");
        scene.index.damage(without(new Key(deleted.id(), 0)));
        scene.later();
        assertThat(newer.object()).isNotEqualTo(Optional.of(old));
        Map<SourcePath, ObjectState> back = Map.of(new SourcePath("w/a.md"), old, new SourcePath("w/b.md"), deleted.object().orElseThrow());
        WalkPorts ports = scene.ports((prefix, after, most) -> back.entrySet().stream()
                .map(object -> Listed.of(object.getKey(), object.getValue()))
                .filter(object -> after.isEmpty() || object.path().compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(Listed::path)).toList(), Scene.bucketThatFinds(path -> Optional.ofNullable(back.get(path))));

        WalkReport first = scene.walk(ports).run(all(true), Instant.MAX);

        assertThat(first.differences()).isEmpty();
        assertThat(first.twice()).extracting(SourcePath::key).containsExactly("w/a.md", "w/b.md");
        Instant since = scene.clock.instant();
        scene.clock.advance(Scene.GRACE);
        assertThat(scene.walk(ports).look(W, first.twice(), true, since, Instant.MAX).differences())
                .isEqualTo(Map.of("CATALOG_BEHIND", 1L, "NOT_IN_CATALOG", 1L));
    }

    @Test
    void whatChangedSinceAListOfYesterdayIsNoDrift() {
        scene.indexed("w/deleted.md", 1);
        scene.indexed("w/edited.md", 1);
        scene.later();
        List<Listed> yesterday = scene.bucket.list("", Optional.empty(), 10);
        scene.clock.advance(Duration.ofDays(1));
        scene.bucket.delete(new SourcePath("w/deleted.md"));
        scene.deleted("w/deleted.md");
        scene.index.damage(Map.of());
        scene.indexed("w/edited.md", 1);
        scene.indexed("w/new.md", 1);
        scene.later();
        WalkPorts ports = scene.ports((prefix, after, most) -> yesterday.stream()
                .filter(object -> after.isEmpty() || object.path().compareTo(after.get()) > 0).toList(), scene.bucket);

        WalkReport report = scene.walk(ports).run(all(true), Instant.MAX);

        assertThat(report.findsNothing()).as("%s", report).isTrue();
        assertThat(report.documents()).isEqualTo(3);
    }

    @Test
    void aWalkGoesNoFurtherWhileVeryMuchIsToBeLookedAtTwice() {
        for (int i = 0; i < 1_500; i++) {
            scene.indexed("w/%04d".formatted(i), 1);
        }
        scene.later();
        for (int i = 0; i < 1_500; i++) {
            scene.bucket.delete(new SourcePath("w/%04d".formatted(i)));
        }

        WalkReport report = walk();

        assertThat(report.ended()).isFalse();
        assertThat(report.twice()).hasSize(1_000);
        assertThat(report.after()).hasValue(new SourcePath("w/0999"));
    }

    @Test
    void whatTheIndexHoldsAmissIsDoubtedWithAllThatIsKnownOfIt() {
        CatalogDocument document = scene.indexed("w/a.md", 3);
        long later = document.generation() + 500;
        scene.index.damage(without(new Key(document.id(), 0)));
        scene.write(document.id(), later, 1, Scene.chunk("other", 1));
        scene.write(document.id(), later, 7, Scene.chunk("other", 7));
        scene.write(document.id(), later + 1, 2, Scene.chunk("w/a.md", 2));
        scene.write(Scene.id("w/stranger.md"), later, 4, Scene.chunk("s", 4));
        scene.later();

        assertThat(walk().differences()).isEqualTo(Map.of("CHUNKS_MISSING", 1L, "CHUNKS_DIFFER", 1L, "CHUNKS_SURPLUS", 1L,
                "CHUNKS_AHEAD", 1L, "CHUNKS_OF_NOTHING", 1L));
        assertThat(scene.doubts).containsExactlyInAnyOrder(
                new Doubt(new SourcePath("w/a.md"), 8, later + 1), new Doubt(new SourcePath("w/stranger.md"), 5, later));
        assertThat(scene.hints).isEmpty();
    }

    @Test
    void whatOtherVersionsMadeGetsAHint() {
        scene.indexed("w/a.md", 1);
        scene.failed("w/b.pdf", Reason.ENCRYPTED);
        scene.deleted("w/c.md");
        scene.later();
        scene.versions.keep(new Versions(Scene.VERSIONS.usual(), Map.of(), new ModelVersion("model-2")), scene.clock.instant());

        assertThat(walk().differences()).isEqualTo(Map.of("VERSION_BEHIND", 2L));
        assertThat(scene.hints).extracting(SourcePath::key).containsExactly("w/a.md", "w/b.pdf");
    }

    @Test
    void aWorkspaceMayHaveAPipelineOfItsOwn() {
        scene.indexed("w/a.md", 1);
        scene.indexed("v/a.md", 1);
        scene.later();
        scene.versions.keep(new Versions(Scene.VERSIONS.usual(), Map.of(W, new PipelineVersion("pipeline-1-redacting")),
                Scene.VERSIONS.model()), scene.clock.instant());

        assertThat(walk().differences()).isEqualTo(Map.of("VERSION_BEHIND", 1L));
        assertThat(scene.walk().run(new Range(new Workspace("v"), Optional.empty(), Optional.empty(), true), Instant.MAX)
                .findsNothing()).isTrue();
    }

    @Test
    void aFailureWhoseReasonMayBeGoneIsTriedAgainOnceADay() {
        scene.failed("w/hung.pdf", Reason.PARSE_TIMEOUT);
        scene.failed("w/corrupt.pdf", Reason.CORRUPT);
        scene.later();
        assertThat(walk().findsNothing()).isTrue();

        scene.clock.advance(Scene.RETRY);

        assertThat(walk().differences()).isEqualTo(Map.of("FAILED_RETRYABLE", 1L));
        assertThat(scene.hints).extracting(SourcePath::key).containsExactly("w/hung.pdf");
    }

    @Test
    void aTombstoneThatTheStoreDoesNotForgetIsToldAndNotHintedAt() {
        scene.deleted("w/a.md");
        scene.clock.advance(Duration.ofDays(32));
        assertThat(walk().findsNothing()).isTrue();

        scene.clock.advance(Duration.ofDays(2));

        WalkReport report = walk();
        assertThat(report.differences()).isEqualTo(Map.of("TOMBSTONE_OVERDUE", 1L));
        assertThat(report.hints()).isZero();
    }

    @Test
    void chunksOfTwoIndexesBehindOneAliasAreToldAndNotHintedAt() {
        scene.indexed("w/a.md", 2);
        scene.later();
        WalkPorts once = scene.ports();
        WalkPorts twice = new WalkPorts(once.listing(), once.bucket(), once.scan(), once.catalog(), new Doubled(once.index(), true),
                once.hints(), once.doubts(), once.backlog(), once.versions());

        WalkReport report = scene.walk(twice).run(all(true), Instant.MAX);

        assertThat(report.differences()).isEqualTo(Map.of("CHUNKS_TWICE", 1L));
        assertThat(report.hints()).isZero();
    }

    @Test
    void whatWasReplacedInAnIndexThatOverwritesNothingIsDoubted() {
        CatalogDocument document = scene.indexed("w/a.md", 2);
        scene.later();
        WalkPorts once = scene.ports();
        WalkPorts twice = new WalkPorts(once.listing(), once.bucket(), once.scan(), once.catalog(), new Doubled(once.index(), false),
                once.hints(), once.doubts(), once.backlog(), once.versions());

        WalkReport report = scene.walk(twice).run(all(true), Instant.MAX);

        assertThat(report.differences()).isEqualTo(Map.of("CHUNKS_REPLACED", 1L));
        assertThat(scene.doubts).extracting(Doubt::path).containsExactly(document.id().sourcePath());
    }

    @Test
    void entriesInSlotsThatNoDocumentHasAreToldAndNotHintedAt() {
        CatalogDocument document = scene.indexed("w/a.md", 1);
        scene.write(document.id(), 5, -1, Scene.chunk("x", 1));
        scene.write(document.id(), 5, Doubt.MAX_CEILING, Scene.chunk("x", 2));
        scene.later();

        WalkReport report = walk();

        assertThat(report.differences()).isEqualTo(Map.of("CHUNKS_STRAY", 1L));
        assertThat(report.hints()).isZero();
    }

    @Test
    void whatSomebodyWritesWhileItIsLookedAtIsInFlight() {
        scene.indexed("w/a.md", 1);
        scene.object("w/new.md");
        scene.later();
        Bucket bucket = Scene.bucketThatFinds(path -> {
            scene.claim(path.key());
            return scene.bucket.find(path);
        });

        WalkReport report = scene.walk(scene.ports(scene.bucket, bucket)).run(all(true), Instant.MAX);

        assertThat(report.differences()).isEmpty();
        assertThat(report.again()).extracting(SourcePath::key).containsExactly("w/new.md");
    }

    @Test
    void whatSingleLooksDoNotComeToInTimeIsLookedAtAgain() {
        scene.object("w/new.md");
        scene.later();
        List<SourcePath> paths = List.of(new SourcePath("w/new.md"));

        assertThat(scene.walk().look(W, paths, true, scene.clock.instant(), scene.clock.instant()).twice()).isEqualTo(paths);
        assertThat(scene.walk().look(W, paths, true, scene.clock.instant(), Instant.MAX).hints()).isEqualTo(1);
    }

    @Test
    void whatChangedJustNowOrIsWorkedOnIsInFlightUntilThatTakesTooLong() {
        scene.claim("w/worked-on.md");
        scene.object("w/worked-on.md");
        scene.later();
        scene.object("w/young.md");

        WalkReport report = walk();
        assertThat(report.differences()).isEmpty();
        assertThat(report.again()).extracting(SourcePath::key).containsExactly("w/worked-on.md", "w/young.md");

        scene.clock.advance(Scene.UNSETTLED);
        assertThat(walk().differences()).isEqualTo(Map.of("LEASE_DEAD", 1L, "NOT_IN_CATALOG", 2L));
    }

    @Test
    void aLeaseThatIsLongDeadIsFoundThoughNothingElseDiffers() {
        scene.indexed("w/a.md", 1);
        scene.indexed("w/c.md", 1);
        scene.later();
        scene.claim("w/a.md");
        scene.claim("w/b-that-nobody-knows.md");
        scene.claim("w/d-behind-all.md");
        scene.claim("v/another.md");
        scene.clock.advance(Scene.UNSETTLED.minusMillis(1));
        assertThat(walk().findsNothing()).isTrue();

        scene.clock.advance(Duration.ofMillis(2));
        scene.claim("w/c.md");

        WalkReport report = walk();
        assertThat(report.differences()).isEqualTo(Map.of("LEASE_DEAD", 3L));
        assertThat(scene.hints).extracting(SourcePath::key).containsExactly("w/a.md", "w/b-that-nobody-knows.md", "w/d-behind-all.md");
        Range rest = new Range(W, Optional.of(new SourcePath("w/a.md")), Optional.of(new SourcePath("w/c.md")), false);
        assertThat(scene.walk().run(rest, Instant.MAX).examples()).isEqualTo(Map.of("LEASE_DEAD", List.of("w/b-that-nobody-knows.md")));
    }

    @Test
    void aDocumentThatOnePassAfterTheOtherHoldsForHoursIsInFlight() {
        scene.indexed("w/hot.md", 1);
        scene.later();
        scene.claim("w/hot.md");
        scene.clock.advance(Scene.UNSETTLED.plusMinutes(1));
        Instant until = scene.clock.instant().plusSeconds(60);
        scene.catalog.claim(Scene.id("w/hot.md"), "the next one", scene.clock.instant(), until);

        WalkReport held = walk();
        assertThat(held.differences()).isEmpty();
        assertThat(held.again()).extracting(SourcePath::key).containsExactly("w/hot.md");
        assertThat(scene.hints).isEmpty();

        scene.clock.advance(Duration.ofSeconds(60));
        assertThat(walk().differences()).isEqualTo(Map.of("LEASE_DEAD", 1L));
        assertThat(scene.hints).extracting(SourcePath::key).containsExactly("w/hot.md");
    }

    @Test
    void aDryRunSendsNothing() {
        scene.object("w/new.md");
        scene.later();

        WalkReport report = scene.walk().run(all(false), Instant.MAX);

        assertThat(report.differences()).isEqualTo(Map.of("NOT_IN_CATALOG", 1L));
        assertThat(report.hints()).isZero();
        assertThat(scene.hints).isEmpty();
    }

    @Test
    void rangesSideBySideSeeEachDocumentOnce() {
        Stream.of("w/a", "w/b", "w/c", "w/d").forEach(key -> scene.indexed(key, 2));
        scene.later();
        Optional<SourcePath> middle = Optional.of(new SourcePath("w/b"));

        assertThat(scene.walk().run(new Range(W, Optional.empty(), middle, false), Instant.MAX).documents()).isEqualTo(2);
        assertThat(scene.walk().run(new Range(W, middle, Optional.empty(), false), Instant.MAX).documents()).isEqualTo(2);
    }

    /// A moment later, when it is time to.
    private WalkReport lookAgain(WalkReport first) {
        Instant since = scene.clock.instant();
        scene.clock.advance(Scene.GRACE);
        return look(first.twice(), since);
    }

    private WalkReport look(List<SourcePath> paths, Instant since) {
        return scene.walk().look(W, paths, true, since, Instant.MAX);
    }

    private WalkReport walk() {
        return scene.walk().run(all(true), Instant.MAX);
    }

    private static Range all(boolean repair) {
        return new Range(W, Optional.empty(), Optional.empty(), repair);
    }

    private Map<Key, Held> without(Key key) {
        Map<Key, Held> left = new HashMap<>(scene.index.entries());
        left.remove(key);
        return left;
    }

    private record Doubled(IndexScan once, boolean overwrites) implements IndexScan {
        @Override
        public Set<Workspace> workspaces() {
            return once.workspaces();
        }

        @Override
        public List<Entry> entries(Workspace workspace, Optional<Entry> after, int most) {
            return doubled(once.entries(workspace, after, most));
        }

        @Override
        public List<Entry> of(DocumentId id) {
            return doubled(once.of(id));
        }

        private static List<Entry> doubled(List<Entry> entries) {
            return entries.stream().flatMap(entry -> Stream.of(entry, entry)).toList();
        }
    }
}
