package engram.testing.contract;

import static engram.testing.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.Lease;
import engram.domain.LeaseLost;
import engram.domain.Leases;
import engram.domain.Leases.Claim;
import engram.domain.Leases.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What [Leases] promises, and what [Catalog] shows of it.
public abstract class LeasesContract {

    private static final String WHY = "the store is away";
    private static final Duration TERM = Duration.ofMinutes(5);
    private static final Duration KEEP = Duration.ZERO;

    protected abstract Leases leases();

    /// The catalog over the same store.
    protected abstract Catalog catalog();

    private final DocumentId id = Samples.document();

    @Test
    void aDocumentThatNobodyKnowsIsClaimedCleanly() {
        assertThat(claim("a", NOW))
                .isEqualTo(new Lease(id, "a", NOW.toEpochMilli(), 1, NOW.plus(TERM), false, 0, NOW));
    }

    @Test
    void aFreeLeaseIsClaimedWithOneMoreHintAndAGenerationAsLateAsNow() {
        Lease first = claim("a", NOW);
        leases().release(first, 7, NOW, KEEP);

        Instant later = NOW.plusSeconds(9);
        assertThat(claim("b", later))
                .isEqualTo(new Lease(id, "b", later.toEpochMilli(), 2, later.plus(TERM), false, 7, later));
    }

    @Test
    void generationsGrowEvenWhereTheClockStandsStillOrGoesBack() {
        Lease first = claim("a", NOW);
        leases().release(first, 0, NOW, KEEP);
        Lease second = claim("b", NOW);
        leases().release(second, 0, NOW, KEEP);
        Lease third = claim("c", NOW.minusSeconds(60));

        assertThat(second.generation()).isEqualTo(first.generation() + 1);
        assertThat(third.generation()).isEqualTo(first.generation() + 2);
        assertThat(third.dirty()).isFalse();
    }

    @Test
    void whoFindsItselfInTheLeaseHadClaimedItBefore() {
        Lease first = claim("a", NOW);

        assertThat(claim("a", NOW)).isEqualTo(first);
    }

    @Test
    void aHintOnAHeldLeaseIsAbsorbedAndCounted() {
        Lease held = claim("a", NOW);

        assertThat(leases().claim(id, "b", NOW.plusSeconds(1), NOW.plus(TERM))).isEqualTo(new Claim.Absorbed());
        assertThat(leases().claim(id, "c", NOW.plusSeconds(2), NOW.plus(TERM))).isEqualTo(new Claim.Absorbed());

        assertThat(claim("a", NOW)).isEqualTo(new Lease(
                id, "a", held.generation(), 3, held.until(), false, 0, NOW));
    }

    @Test
    void aLeaseThatRunsOutAtThatMomentIsTakenOverDirty() {
        Lease dead = claim("a", NOW);
        leases().raiseCeiling(dead, 12);

        assertThat(claim("b", dead.until())).isEqualTo(new Lease(
                id, "b", dead.until().toEpochMilli(), 2, dead.until().plus(TERM), true, 12, NOW));
    }

    @Test
    void aLeaseIsHeldUntilTheLastMillisecond() {
        Lease held = claim("a", NOW);

        assertThat(leases().claim(id, "b", held.until().minusMillis(1), NOW.plus(TERM)))
                .isEqualTo(new Claim.Absorbed());
    }

    @Test
    void aTakeoverByASlowClockStillGetsANewerGeneration() {
        Lease first = claim("a", NOW);
        Lease second = ((Claim.Claimed) leases().claim(id, "b", first.until(), first.until().plusMillis(1))).lease();
        Lease third = claim("c", first.until().plusMillis(1));

        assertThat(second.generation()).isEqualTo(first.until().toEpochMilli());
        assertThat(third.generation()).isEqualTo(second.generation() + 1);
    }

    @Test
    void dirtStaysUntilALeaseIsReleased() {
        Lease first = claim("a", NOW);
        Lease second = claim("b", first.until());
        leases().giveBack(second, WHY);
        Lease third = claim("c", first.until().plusSeconds(1));
        assertThat(third.dirty()).isTrue();

        leases().release(third, 0, NOW, KEEP);

        assertThat(claim("d", first.until().plusSeconds(2)).dirty()).isFalse();
    }

    @Test
    void aLeaseGivenBackIsFreeAndDirtyAndUnsettledSinceItsFirstHint() {
        leases().giveBack(claim("a", NOW), WHY);
        assertThat(catalog().view(id)).hasValueSatisfying(view -> assertThat(view.unsettled()).isTrue());

        Instant later = NOW.plusSeconds(3);
        assertThat(claim("b", later))
                .isEqualTo(new Lease(id, "b", later.toEpochMilli(), 2, later.plus(TERM), true, 0, NOW));
    }

    @Test
    void givingBackAnothersLeaseDoesNothing() {
        Lease old = claim("a", NOW);
        Lease taken = claim("b", old.until());

        leases().giveBack(old, WHY);

        assertThat(claim("b", old.until())).isEqualTo(taken);
    }

    @Test
    void givingBackTwiceOrAfterReleaseDoesNothing() {
        Lease first = claim("a", NOW);
        leases().release(first, 3, NOW, KEEP);
        leases().giveBack(first, WHY);
        Lease second = claim("b", NOW.plusSeconds(1));
        assertThat(second.dirty()).isFalse();
        leases().giveBack(second, WHY);
        leases().giveBack(second, WHY);

        assertThat(claim("c", NOW.plusSeconds(2)).hints()).isEqualTo(3);
    }

    @Test
    void aDoubtedDocumentIsClaimedDirtyWithTheDoubtsCeilingAndANewerGeneration() {
        leases().doubt(id, new Doubt(id.sourcePath(), 12, 5), NOW);
        assertThat(catalog().view(id)).hasValueSatisfying(view -> assertThat(view.unsettled()).isTrue());

        Instant later = NOW.plusSeconds(1);
        assertThat(claim("a", later))
                .isEqualTo(new Lease(id, "a", later.toEpochMilli(), 2, later.plus(TERM), true, 12, NOW));
    }

    @Test
    void aDoubtNeverLowersCeilingOrGeneration() {
        Lease first = claim("a", NOW);
        leases().release(first, 40, NOW, KEEP);

        leases().doubt(id, new Doubt(id.sourcePath(), 12, 0), NOW);
        assertThat(claim("b", NOW)).satisfies(lease -> {
            assertThat(lease.ceiling()).isEqualTo(40);
            assertThat(lease.generation()).isEqualTo(first.generation() + 1);
            assertThat(lease.dirty()).isTrue();
        });
    }

    @Test
    void aDoubtFromTheFutureIsSurpassedByTheNextClaim() {
        long future = NOW.toEpochMilli() + 1_000_000;
        leases().doubt(id, new Doubt(id.sourcePath(), 1, future), NOW);

        assertThat(claim("a", NOW).generation()).isGreaterThan(future);
    }

    @Test
    void whoHoldsTheLeaseMakesAnotherPassOnceItIsDoubted() {
        Lease held = claim("a", NOW);
        leases().doubt(id, new Doubt(id.sourcePath(), 7, 0), NOW);

        Lease kept = moved(leases().release(held, 2, NOW, KEEP));

        assertThat(kept.dirty()).isTrue();
        assertThat(kept.ceiling()).isEqualTo(7);
        assertThat(leases().release(kept, 2, NOW, KEEP)).isEqualTo(new Release.Released());
        assertThat(claim("b", NOW.plusSeconds(1)).dirty()).isFalse();
    }

    /// What it writes next must not meet its own generation in the index, which would take it for a late duplicate.
    @Test
    void whoHoldsTheLeaseGoesOnAboveADoubtFromTheFuture() {
        Lease held = claim("a", NOW);
        long future = held.generation() + 1_000_000;
        leases().doubt(id, new Doubt(id.sourcePath(), 7, future), NOW);

        assertThat(moved(leases().release(held, 2, NOW, KEEP)).generation()).isGreaterThan(future);
    }

    @Test
    void theCeilingIsRaisedAndKeptByWhoeverFollows() {
        Lease lease = claim("a", NOW);

        leases().raiseCeiling(lease, 40);
        leases().raiseCeiling(lease, 40);

        assertThat(claim("a", NOW)).isEqualTo(lease.withCeiling(40));
        leases().giveBack(lease, WHY);
        assertThat(claim("b", NOW.plusSeconds(1)).ceiling()).isEqualTo(40);
    }

    @Test
    void theCeilingIsNeverLoweredByRaisingIt() {
        Lease lease = claim("a", NOW);
        leases().raiseCeiling(lease, 40);
        leases().raiseCeiling(lease, 10);

        assertThat(claim("a", NOW).ceiling()).isEqualTo(40);
    }

    @Test
    void raisingLeavesHintsToBeSeenAtTheRelease() {
        Lease lease = claim("a", NOW);
        leases().claim(id, "b", NOW.plusSeconds(1), NOW.plus(TERM));
        leases().raiseCeiling(lease, 5);

        assertThat(leases().release(lease.withCeiling(5), 5, NOW.plusSeconds(2), KEEP))
                .isInstanceOf(Release.HintsMoved.class);
    }

    @Test
    void raisingAnothersCeilingIsALostLease() {
        Lease old = claim("a", NOW);
        Lease taken = claim("b", old.until());

        assertThatThrownBy(() -> leases().raiseCeiling(old, 9)).isInstanceOf(LeaseLost.class);
        assertThat(claim("b", old.until())).isEqualTo(taken);
    }

    @Test
    void raisingAReleasedCeilingIsALostLease() {
        Lease lease = claim("a", NOW);
        leases().release(lease, 2, NOW, KEEP);

        assertThatThrownBy(() -> leases().raiseCeiling(lease, 9)).isInstanceOf(LeaseLost.class);
    }

    @Test
    void aReleasedLeaseIsSettledAndCleanWithTheCeilingGiven() {
        Lease lease = claim("a", NOW);
        leases().raiseCeiling(lease, 100);
        leases().commit(lease, Samples.indexed(id, lease.generation(), 3));

        assertThat(leases().release(lease, 3, NOW, KEEP)).isEqualTo(new Release.Released());

        assertThat(catalog().view(id)).hasValueSatisfying(view -> assertThat(view.unsettled()).isFalse());
        Lease next = claim("b", NOW.plusSeconds(1));
        assertThat(next.ceiling()).isEqualTo(3);
        assertThat(next.dirty()).isFalse();
    }

    @Test
    void aReleaseSentTwiceIsReleased() {
        Lease lease = claim("a", NOW);
        leases().release(lease, 3, NOW, KEEP);

        assertThat(leases().release(lease, 3, NOW, KEEP)).isEqualTo(new Release.Released());
    }

    @Test
    void releasingWhatWasGivenBackIsALostLease() {
        Lease lease = claim("a", NOW);
        leases().giveBack(lease, WHY);

        assertThatThrownBy(() -> leases().release(lease, 3, NOW, KEEP)).isInstanceOf(LeaseLost.class);
    }

    @Test
    void aHintThatWasAbsorbedKeepsTheLeaseForAnotherPass() {
        Lease lease = claim("a", NOW);
        leases().claim(id, "b", NOW.plusSeconds(1), NOW.plus(TERM));

        Instant later = NOW.plusSeconds(4);
        Lease kept = moved(leases().release(lease, 0, later, KEEP));

        assertThat(kept.owner()).isEqualTo("a");
        assertThat(kept.generation()).isEqualTo(later.toEpochMilli());
        assertThat(kept.hints()).isEqualTo(2);
        assertThat(kept.until()).isEqualTo(lease.until());
        assertThat(kept.unsettledSince()).isEqualTo(NOW);
        assertThat(leases().release(kept, 0, later, KEEP)).isEqualTo(new Release.Released());
    }

    @Test
    void anotherPassHasANewGenerationEvenWhereTheClockStandsStill() {
        Lease lease = claim("a", NOW);
        leases().claim(id, "b", NOW, NOW.plus(TERM));

        assertThat(moved(leases().release(lease, 0, NOW, KEEP)).generation()).isEqualTo(lease.generation() + 1);
    }

    @Test
    void aReleaseSentTwiceThatFoundAHintKeepsTheLease() {
        Lease lease = claim("a", NOW);
        leases().claim(id, "b", NOW, NOW.plus(TERM));
        Lease kept = moved(leases().release(lease, 0, NOW, KEEP));
        leases().claim(id, "c", NOW, NOW.plus(TERM));

        Lease keptAgain = moved(leases().release(kept, 0, NOW, KEEP));

        assertThat(keptAgain.hints()).isEqualTo(3);
        assertThat(keptAgain.generation()).isGreaterThan(kept.generation());
    }

    @Test
    void releasingAnothersLeaseIsALostLeaseAndChangesNothing() {
        Lease old = claim("a", NOW);
        Lease taken = claim("b", old.until());

        assertThatThrownBy(() -> leases().release(old, 0, old.until(), KEEP)).isInstanceOf(LeaseLost.class);
        assertThat(claim("b", old.until())).isEqualTo(taken);
    }

    @Test
    void releasingALeaseThatAnotherReleasedSinceIsALostLease() {
        Lease old = claim("a", NOW);
        leases().release(claim("b", old.until()), 0, old.until(), KEEP);

        assertThatThrownBy(() -> leases().release(old, 0, old.until(), KEEP)).isInstanceOf(LeaseLost.class);
    }

    @Test
    void aLeaseThatRanOutCanStillBeReleasedWhileNobodyTookIt() {
        Lease lease = claim("a", NOW);

        assertThat(leases().release(lease, 0, lease.until().plusSeconds(1), KEEP)).isEqualTo(new Release.Released());
    }

    @Test
    void aLeaseThatMayBeForgottenCanBeClaimedAgain() {
        Lease lease = claim("a", NOW);
        leases().release(lease, 0, NOW, Duration.ofDays(30));

        Lease next = claim("b", NOW.plusSeconds(1));

        assertThat(next.generation()).isGreaterThan(lease.generation());
        assertThat(next.hints()).isEqualTo(2);
    }

    @Test
    void whatIsCommittedIsInTheCatalogToTheLastDetail() {
        for (CatalogDocument document : List.of(
                Samples.indexed(id, NOW.toEpochMilli(), 1),
                Samples.empty(id, NOW.toEpochMilli()),
                Samples.failed(id, NOW.toEpochMilli()),
                Samples.deleted(id, NOW.toEpochMilli()),
                Samples.indexed(id, NOW.toEpochMilli(), 300))) {
            leases().commit(claim("a", NOW), document);

            assertThat(catalog().find(List.of(id))).containsOnlyKeys(id).containsValue(document);
        }
    }

    @Test
    void tenThousandChunksHaveRoomInTheCatalog() {
        CatalogDocument large = Samples.indexed(id, NOW.toEpochMilli(), 10_000);

        leases().commit(claim("a", NOW), large);

        assertThat(catalog().find(List.of(id)).get(id)).isEqualTo(large);
    }

    @Test
    void aCommitSentTwiceIsCommitted() {
        Lease lease = claim("a", NOW);
        leases().commit(lease, Samples.indexed(id, lease.generation(), 2));
        leases().commit(lease, Samples.indexed(id, lease.generation(), 2));

        assertThat(catalog().find(List.of(id)).get(id).chunks()).hasSize(2);
    }

    @Test
    void aNewerGenerationsCommitStaysAndTheOlderOneIsALostLease() {
        Lease old = claim("a", NOW);
        Lease taken = claim("b", old.until());
        CatalogDocument newer = Samples.indexed(id, taken.generation(), 2);
        leases().commit(taken, newer);

        assertThatThrownBy(() -> leases().commit(old, Samples.indexed(id, old.generation(), 9)))
                .isInstanceOf(LeaseLost.class);
        assertThat(catalog().find(List.of(id)).get(id)).isEqualTo(newer);
    }

    @Test
    void anOlderCommitThatCameFirstIsReplaced() {
        Lease old = claim("a", NOW);
        Lease taken = claim("b", old.until());
        leases().commit(old, Samples.indexed(id, old.generation(), 9));
        leases().commit(taken, Samples.deleted(id, taken.generation()));

        assertThat(catalog().find(List.of(id)).get(id)).isEqualTo(Samples.deleted(id, taken.generation()));
    }

    @Test
    void documentsDoNotShareLeases() {
        claim("a", NOW);
        DocumentId other = Samples.document(id.workspace(), "other.md");

        assertThat(leases().claim(other, "b", NOW, NOW.plus(TERM))).isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void aKeyOfEveryKindIsAKey() {
        for (String name : List.of("ä ö+ü%20/日本語/😀.md", "#a?b&c=d", "quote\"back\\slash", "..", " ", "x".repeat(900))) {
            DocumentId odd = Samples.document(id.workspace(), name);
            Lease lease = ((Claim.Claimed) leases().claim(odd, "a", NOW, NOW.plus(TERM))).lease();
            leases().commit(lease, Samples.indexed(odd, lease.generation(), 1));
            leases().release(lease, 1, NOW, KEEP);

            assertThat(catalog().view(odd)).hasValueSatisfying(view ->
                    assertThat(view.document()).hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(odd)));
        }
    }

    @Test
    void ofManyThatClaimAtOnceOneWinsAndEveryHintIsCounted() throws Exception {
        int threads = 16;
        List<Claim> claims = together(threads, me -> leases().claim(id, "owner " + me, NOW, NOW.plus(TERM)));

        List<Lease> won = leasesIn(claims);
        assertThat(won).hasSize(1);
        assertThat(claim(won.getFirst().owner(), NOW).hints()).isEqualTo(threads);
    }

    @Test
    void ofManyThatTakeOverAtOnceOneWinsAndEveryHintIsCounted() throws Exception {
        Lease dead = claim("dead", NOW);
        int threads = 16;
        List<Claim> claims =
                together(threads, me -> leases().claim(id, "owner " + me, dead.until(), dead.until().plus(TERM)));

        List<Lease> won = leasesIn(claims);
        assertThat(won).hasSize(1);
        assertThat(won.getFirst().dirty()).isTrue();
        assertThat(claim(won.getFirst().owner(), dead.until()).hints()).isEqualTo(threads + 1L);
    }

    @Test
    void noHintIsLostBetweenClaimsAndReleases() throws Exception {
        int threads = 8;
        int rounds = 10;
        List<Integer> passes = together(threads, me -> {
            int mine = 0;
            for (int round = 0; round < rounds; round++) {
                mine += passes("owner " + me + " in round " + round);
            }
            return mine;
        });

        assertThat(passes.stream().mapToInt(Integer::intValue).sum()).isPositive();
        Lease last = claim("last", NOW.plusSeconds(1));
        assertThat(last.hints()).isEqualTo(threads * rounds + 1L);
        assertThat(last.dirty()).isFalse();
    }

    private int passes(String owner) {
        if (!(leases().claim(id, owner, NOW, NOW.plus(TERM)) instanceof Claim.Claimed(Lease lease))) {
            return 0;
        }
        Lease held = lease;
        for (int passes = 1; ; passes++) {
            if (!(leases().release(held, 0, NOW, KEEP) instanceof Release.HintsMoved(Lease kept))) {
                return passes;
            }
            assertThat(kept.generation()).isGreaterThan(held.generation());
            held = kept;
        }
    }

    private Lease claim(String owner, Instant now) {
        Claim claim = leases().claim(id, owner, now, now.plus(TERM));
        assertThat(claim).isInstanceOf(Claim.Claimed.class);
        return ((Claim.Claimed) claim).lease();
    }

    private static Lease moved(Release release) {
        assertThat(release).isInstanceOf(Release.HintsMoved.class);
        return ((Release.HintsMoved) release).lease();
    }

    private static List<Lease> leasesIn(List<Claim> claims) {
        List<Lease> leases = new ArrayList<>();
        for (Claim claim : claims) {
            if (claim instanceof Claim.Claimed(Lease lease)) {
                leases.add(lease);
            }
        }
        return leases;
    }

    private interface Task<T> {
        T run(int me);
    }

    private static <T> List<T> together(int threads, Task<T> task) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int me = i;
                results.add(pool.submit(() -> {
                    start.await();
                    return task.run(me);
                }));
            }
            start.countDown();
            List<T> values = new ArrayList<>();
            for (Future<T> result : results) {
                values.add(result.get());
            }
            return values;
        }
    }
}
