package engram.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.BucketListing.Listed;
import engram.domain.CachedText;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.WorkspaceMapping;
import engram.retention.Hashes;
import engram.retention.hold.Hold;
import engram.retention.hold.Holding;
import engram.retention.hold.Holds;
import engram.retention.ledger.Receipt.Kind;
import engram.retention.ledger.Receipt;
import engram.retention.sweep.Sweep.End;
import engram.testing.retention.InMemorySweptBucket.Removed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One history. Everything in it follows from its seed.
final class History {

    private static final int STEPS = 60;
    /// How many calls to stores there are at most from the last look at an object to what is done to it.
    private static final int LOOK_TO_DEED = 6;
    private static final Duration INTERVAL = Duration.ofHours(6);
    private static final String SAME = "same";
    private static final List<String> PATHS = List.of(
            "f0/a", "f0/b", "f0/c", "f0/s/a", "f0/s/b", "f1/a", "f1/b", "f1/c", "f1/d", "top");

    private final Random random;
    private final Surroundings world;
    private final Sum sum;
    private final Map<String, Hold> inForce = new HashMap<>();
    private List<TestRule> rules = List.of();
    private final Map<String, Instant> retrieved = new HashMap<>();
    /// Holds that came while a sweep was at work, by their ids; only as long as it lasts.
    private final Map<String, Late> late = new HashMap<>();
    /// Marks on the objects themselves that keep them, by path.
    private final Map<String, Keeping> keeping = new HashMap<>();
    /// What its users removed or replaced.
    private final Set<String> goneByUsers = new HashSet<>();
    private final List<List<Listed>> seen = new ArrayList<>();
    private int checkedRewritings;
    private int checked;
    private int texts;
    /// Whether the pipeline leaves vectors in the cache.
    private boolean leftBehind;

    /// @param call after which of the sweep's calls the hold was in force
    /// @param tooLate paths that a deed was under way at
    private record Late(int call, Set<String> tooLate) {
        boolean mayBeDone(SourcePath path, int deed) {
            return deed <= call || tooLate.contains(path.key());
        }
    }

    /// What keeps an object from being touched.
    ///
    /// @param call after which of the sweep's calls it was put
    /// @param until absent: for ever
    /// @param byHold whether it only keeps it together with a hold on its tag
    private record Keeping(int call, Optional<Instant> until, boolean byHold) {
        boolean keeps(int deed, Instant at, boolean held) {
            return call + LOOK_TO_DEED < deed && until.map(end -> end.isAfter(at)).orElse(true) && (held || !byHold);
        }
    }

    /// How often what happened.
    static final class Sum {
        long removals;
        long crashes;
        long losses;
        long vanished;
        long heldBack;
        long proofs;
        long redactions;
        long forgotten;
        long retrievals;
        long kept;
        long meanwhile;

        @Override
        public String toString() {
            return "%d removals, %d crashes, %d lost answers, %d vanished, %d held back, %d redactions, %d proofs, %d texts forgotten, %d retrievals, %d tags and locks, %d changes meanwhile"
                    .formatted(removals, crashes, losses, vanished, heldBack, redactions, proofs, forgotten, retrievals, kept, meanwhile);
        }
    }

    History(long seed, Sum sum) {
        this.random = new Random(seed);
        this.world = new Surroundings(random);
        this.sum = sum;
    }

    void run() {
        leftBehind = random.nextInt(3) == 0;
        if (leftBehind) {
            world.follower.leaveVectors();
        }
        world.follower.retrievals.begin(world.clock.instant(), INTERVAL);
        newRules();
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> put(path());
                case 3 -> delete(path());
                case 4, 5 -> world.clock.advance(Duration.ofHours(random.nextInt(40)));
                case 6 -> hold();
                case 7 -> lift();
                case 8 -> newRulesAtTimes();
                case 9 -> world.follower.catchUp(world.clock.instant());
                case 10, 11 -> retrieve(path());
                case 12 -> keep(path());
                case 13 -> world.follower.unsettle(WorkspaceMapping.DEFAULT.documentAt(new SourcePath(path())), world.clock.instant());
                default -> sweep(0.02 * random.nextInt(3), 0.02 * random.nextInt(3));
            }
        }
        end();
    }

    private void retrieve(String path) {
        if (world.isThere(path)) {
            retrieved.put(path, world.clock.instant());
            world.follower.retrievals.note(WorkspaceMapping.DEFAULT.documentAt(new SourcePath(path)), world.clock.instant(), INTERVAL);
            sum.retrievals++;
        }
    }

    private void put(String path) {
        gone(path);
        keeping.remove(path);
        world.put(path, random.nextInt(4) == 0 ? SAME : "text " + texts++ + " of ada@example.org");
    }

    private void delete(String path) {
        gone(path);
        keeping.remove(path);
        world.bucket.delete(new SourcePath(path));
    }

    private void gone(String path) {
        world.bucket.look(new SourcePath(path)).ifPresent(there -> goneByUsers.add(what(path, there.state().eTag(), there.state().lastModified())));
    }

    private static String what(String path, String eTag, Instant lastModified) {
        return path + " " + eTag + " " + lastModified;
    }

    private void keep(String path) {
        if (!world.isThere(path)) {
            return;
        }
        sum.kept++;
        SourcePath at = new SourcePath(path);
        switch (random.nextInt(4)) {
            case 0 -> {
                Instant until = world.clock.instant().plus(Duration.ofDays(1 + random.nextInt(3)));
                world.bucket.lock(at, until);
                keeping.put(path, new Keeping(world.frail.calls(), Optional.of(until), false));
            }
            case 1 -> {
                world.bucket.tag(at, Map.of());
                if (keeping.containsKey(path) && keeping.get(path).until().isEmpty()) {
                    keeping.remove(path);
                }
            }
            case 2 -> {
                world.bucket.tag(at, Map.of(Holds.TAG, "case 17"));
                keeping.put(path, new Keeping(world.frail.calls(), Optional.empty(), false));
            }
            default -> {
                world.bucket.tag(at, Map.of("case", "17"));
                keeping.put(path, new Keeping(world.frail.calls(), Optional.empty(), true));
            }
        }
    }

    /// While a sweep is at work.
    private void meanwhile() {
        sum.meanwhile++;
        switch (random.nextInt(6)) {
            case 0 -> put(path());
            case 1 -> delete(path());
            case 2, 3 -> keep(path());
            default -> holdMeanwhile();
        }
        seen.add(world.bucket.list("", Optional.empty(), Integer.MAX_VALUE));
    }

    private void holdMeanwhile() {
        String id = "m" + random.nextInt(3);
        if (!inForce.containsKey(id) && world.otherProcess().all().stream().noneMatch(other -> other.id().equals(id))) {
            Holding.Put put = world.otherProcess().put(id, Hold.Kind.DOCUMENT, path(), "because", "tester");
            inForce.put(id, put.hold());
            late.put(id, new Late(world.frail.calls(), Set.copyOf(put.tooLate())));
        }
    }

    private String path() {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    private void newRulesAtTimes() {
        if (random.nextInt(3) == 0) {
            newRules();
        }
    }

    private void newRules() {
        List<TestRule> made = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            made.add(TestRule.random(random, i));
        }
        rules = made;
        world.rules("version: 1\nlimits: {objects: 1000, share: 100%}\nrules:\n"
                + made.stream().map(TestRule::yaml).collect(Collectors.joining()));
    }

    private void hold() {
        String value = random.nextInt(4) == 0 ? "case=17" : random.nextBoolean() ? path() : "f" + random.nextInt(2) + "/";
        Hold.Kind kind = value.endsWith("/") ? Hold.Kind.PREFIX : value.contains("=") ? Hold.Kind.TAG : Hold.Kind.DOCUMENT;
        String id = "h" + random.nextInt(4);
        attempt(0.05, () -> {
            if (!inForce.containsKey(id) && world.otherProcess().all().stream().noneMatch(other -> other.id().equals(id))) {
                inForce.put(id, world.holding.put(id, kind, value, "because", "tester").hold());
            }
        });
    }

    private void lift() {
        String id = random.nextInt(3) == 0 ? "m" + random.nextInt(3) : "h" + random.nextInt(4);
        if (inForce.remove(id) != null) {
            attempt(0.05, () -> world.holding.lift(id, "done", "tester"));
        }
    }

    private void attempt(double trouble, Runnable work) {
        world.frail.become(trouble, trouble);
        try {
            work.run();
        } catch (Crash _) {
            sum.crashes++;
        } catch (TransientFailure _) {
            sum.losses++;
        } finally {
            world.frail.become(0, 0);
        }
    }

    private void sweep(double crash, double loss) {
        world.frail.become(crash, loss);
        world.frail.meanwhile(random.nextBoolean() ? 0 : 0.02, this::meanwhile);
        seen.add(world.bucket.list("", Optional.empty(), Integer.MAX_VALUE));
        try {
            sum.heldBack += world.run().state().map(state -> state.done().getOrDefault("held", 0L)).orElse(0L);
        } catch (Crash _) {
            sum.crashes++;
            if (random.nextBoolean()) {
                world.clock.advance(Duration.ofMinutes(4));
            }
        } catch (TransientFailure _) {
            sum.losses++;
        }
        world.frail.become(0, 0);
        world.frail.meanwhile(0, () -> {});
        check();
    }

    private void check() {
        List<Removed> removed = world.bucket.removed();
        removed.subList(checked, removed.size()).forEach(each -> check(each, false));
        checked = removed.size();
        List<Removed> rewritten = world.bucket.rewritten();
        rewritten.subList(checkedRewritings, rewritten.size()).forEach(each -> check(each, true));
        checkedRewritings = rewritten.size();
        late.clear();
        seen.clear();
    }

    private void check(Removed each, boolean rewritten) {
        Listed object = new Listed(each.path(), each.state().eTag(), each.state().size(), each.state().lastModified());
        int deed = world.frail.lastDeed(each.path().key());
        assertThat(inForce.values()).as("holds on %s", each.path())
                .filteredOn(hold -> hold.kind() != Hold.Kind.TAG)
                .filteredOn(hold -> !late.containsKey(hold.id()) || !late.get(hold.id()).mayBeDone(each.path(), deed))
                .noneMatch(hold -> hold.concerns(each.path()));
        boolean held = inForce.values().stream().anyMatch(hold -> hold.kind() == Hold.Kind.TAG);
        assertThat(keeping.entrySet()).as("what was put on %s before the last look at it, by call %d", each.path(), deed)
                .noneMatch(keeps -> keeps.getKey().equals(each.path().key()) && keeps.getValue().keeps(deed, each.at(), held));
        assertThat(rules).as("rules that allow that to be done to %s of %s at %s", each.path(), object.lastModified(), each.at())
                .anyMatch(rule -> rule.allows(object, rewritten, each.at(), seen, used(each.path())));
    }

    private Optional<Instant> used(SourcePath path) {
        return world.follower.firstSeen(WorkspaceMapping.DEFAULT.documentAt(path))
                .map(first -> Optional.ofNullable(retrieved.get(path.key())).filter(first::isBefore).orElse(first));
    }

    private void end() {
        world.clock.advance(Duration.ofHours(1));
        // What is left of dead sweeps is finished first, one after the other; what was put there since is marked by the next one.
        for (int round = 0; round < 8; round++) {
            sweepToTheEnd();
            world.follower.catchUp(world.clock.instant());
        }
        sweepToTheEnd();
        assertThat(world.problems()).isEmpty();
        assertThat(world.notebook.list("mark/", Optional.empty(), 1_000))
                .allMatch(note -> note.content().contains("\"stage\":\"MARKED\""));
        assertThat(world.notebook.list("proof/", Optional.empty(), 1_000)).isEmpty();
        List<Receipt> receipts = world.receipts();
        assertThat(receipts.stream().filter(receipt -> receipt.thing().path().isPresent()))
                .extracting(Receipt::deed)
                .doesNotHaveDuplicates();
        assertEveryRemovalHasAReceipt(receipts);
        assertEveryRewritingHasAReceipt(receipts);
        assertEveryReceiptHasItsProof(receipts);
        assertNoVectorOfWhatWasRemovedIsLeft();
        assertThat(world.notebook.list("texts/", Optional.empty(), 1_000)).as("notes of texts of deeds that are done").isEmpty();
    }

    /// Unless an object that is there has the same text.
    private void assertNoVectorOfWhatWasRemovedIsLeft() {
        Set<CachedText> removed = Stream.concat(world.bucket.removed().stream(), world.bucket.rewritten().stream())
                .map(each -> Follower.textOf(each.bytes()))
                .collect(Collectors.toSet());
        world.bucket.list("", Optional.empty(), Integer.MAX_VALUE).forEach(object -> removed.remove(Follower.textOf(
                world.bucket.look(object.path()).flatMap(seen -> world.bucket.read(object.path(), seen.state())).orElseThrow())));
        if (leftBehind) {
            // Its users may have removed it as well, which is no business of retention's.
            removed.remove(Follower.textOf(SAME.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(world.follower.cache.present(removed)).as("vectors of texts that were removed").isEmpty();
        sum.forgotten += removed.size();
    }

    private void sweepToTheEnd() {
        seen.add(world.bucket.list("", Optional.empty(), Integer.MAX_VALUE));
        assertThat(world.run().end()).isEqualTo(End.DONE);
        check();
    }

    private void assertEveryRemovalHasAReceipt(List<Receipt> receipts) {
        List<String> removed = whatWas(world.bucket.removed());
        Set<String> gone = new HashSet<>(goneByUsers);
        gone.addAll(removed);
        gone.addAll(whatWas(world.bucket.rewritten()));
        List<String> told = new ArrayList<>();
        for (Receipt receipt : receipts) {
            String what = what(
                    receipt.thing().path().orElse(""), receipt.thing().eTag().orElse(""), receipt.thing().lastModified().orElse(Instant.EPOCH));
            switch (receipt.kind()) {
                case DELETED, ARCHIVED -> {
                    assertThat(removed).as("a receipt without a deletion").contains(what);
                    told.add(what);
                }
                case VANISHED -> {
                    assertThat(gone).as("a receipt of what is there").contains(what);
                    sum.vanished++;
                    told.add(what);
                }
                case PROVEN -> sum.proofs++;
                case REDACTED, ANONYMISED -> sum.redactions++;
                case HELD, RELEASED, RULES -> {}
            }
        }
        assertThat(told).as("deletions with a receipt").containsAll(removed);
        sum.removals += removed.size();
    }

    private static List<String> whatWas(List<Removed> all) {
        return all.stream().map(each -> what(each.path().key(), each.state().eTag(), each.state().lastModified())).toList();
    }

    /// Also where somebody replaced what was written before the sweep knew that it had been.
    private void assertEveryRewritingHasAReceipt(List<Receipt> receipts) {
        Set<String> told = receipts.stream()
                .filter(receipt -> Set.of(Kind.REDACTED, Kind.ANONYMISED, Kind.VANISHED).contains(receipt.kind()))
                .flatMap(receipt -> receipt.thing().sha256().stream())
                .collect(Collectors.toSet());
        assertThat(world.bucket.rewritten().stream().map(each -> Hashes.sha256(each.bytes()))).as("objects that were written anew").allMatch(told::contains);
    }

    private void assertEveryReceiptHasItsProof(List<Receipt> receipts) {
        Set<Long> proven = receipts.stream()
                .filter(receipt -> receipt.kind() == Kind.PROVEN)
                .map(receipt -> receipt.thing().refersTo().orElseThrow())
                .collect(Collectors.toSet());
        for (Receipt receipt : receipts) {
            if (Set.of(Kind.DELETED, Kind.ARCHIVED, Kind.VANISHED, Kind.REDACTED, Kind.ANONYMISED).contains(receipt.kind())) {
                assertThat(proven).as("receipts that are proven").contains(receipt.number());
            }
        }
    }
}
