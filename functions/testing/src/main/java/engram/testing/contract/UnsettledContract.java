package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.DocumentId;
import engram.domain.Lease;
import engram.domain.Leases;
import engram.domain.Leases.Claim;
import engram.domain.Unsettled;
import engram.domain.Unsettled.Waiting;
import engram.domain.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What [Unsettled] promises. The store may hold what other tests left unsettled, all of it later.
public abstract class UnsettledContract {

    private static final Instant THEN = Instant.parse("2001-01-01T00:00:00Z");
    private static final Duration TERM = Duration.ofMinutes(1);
    private static final int MANY = 1_000;

    protected abstract Unsettled unsettled();

    /// Leases of the same store.
    protected abstract Leases leases();

    private final Workspace workspace = Samples.workspace();
    private final DocumentId id = Samples.document(workspace, "ä b/guide.md");

    @Test
    void aDocumentThatWasGivenBackIsOverdueOnceItHasWaitedThatLong() {
        leases().giveBack(claim(id, THEN), "away");

        assertThat(overdue(THEN.minusMillis(1), THEN.plusSeconds(1))).isEmpty();
        assertThat(overdue(THEN, THEN.plusSeconds(1))).containsExactly(new Waiting(id, THEN));
    }

    @Test
    void aDocumentThatSomebodyHoldsIsNotOverdueBeforeTheLeaseHasRunOut() {
        Lease held = claim(id, THEN);

        assertThat(overdue(THEN, held.until().minusMillis(1))).isEmpty();
        assertThat(overdue(THEN, held.until())).containsExactly(new Waiting(id, THEN));
    }

    @Test
    void itHasWaitedSinceTheFirstHintThatIsNotSettled() {
        leases().giveBack(claim(id, THEN), "away");
        leases().giveBack(claim(id, THEN.plusSeconds(9)), "away");

        assertThat(overdue(THEN, THEN.plusSeconds(10))).containsExactly(new Waiting(id, THEN));
    }

    @Test
    void aSettledDocumentIsNotOverdue() {
        release(claim(id, THEN));

        assertThat(overdue(THEN.plusSeconds(60), THEN.plusSeconds(60))).isEmpty();
    }

    @Test
    void whatIsPutOffIsLeftOutUntilThen() {
        leases().giveBack(claim(id, THEN), "away");

        unsettled().putOff(new Waiting(id, THEN), THEN.plusSeconds(100));

        assertThat(overdue(THEN, THEN.plusSeconds(100).minusMillis(1))).isEmpty();
        assertThat(overdue(THEN, THEN.plusSeconds(100))).containsExactly(new Waiting(id, THEN));
    }

    @Test
    void puttingOffOutlastsAnotherVainTry() {
        leases().giveBack(claim(id, THEN), "away");
        unsettled().putOff(new Waiting(id, THEN), THEN.plusSeconds(100));
        leases().giveBack(claim(id, THEN.plusSeconds(1)), "away");

        assertThat(overdue(THEN, THEN.plusSeconds(99))).isEmpty();
    }

    @Test
    void puttingOffEndsWithTheReleaseOfTheLease() {
        leases().giveBack(claim(id, THEN), "away");
        unsettled().putOff(new Waiting(id, THEN), THEN.plusSeconds(1_000));
        release(claim(id, THEN.plusSeconds(1)));
        Instant again = THEN.plusSeconds(2);
        leases().giveBack(claim(id, again), "away");

        assertThat(overdue(again, again.plusSeconds(1))).containsExactly(new Waiting(id, again));
    }

    @Test
    void puttingOffWhatWasSettledMeanwhileDoesNothing() {
        release(claim(id, THEN));
        unsettled().putOff(new Waiting(id, THEN), THEN.plusSeconds(1_000));
        DocumentId unknown = Samples.document(workspace, "unknown.md");
        unsettled().putOff(new Waiting(unknown, THEN), THEN.plusSeconds(1_000));

        assertThat(overdue(THEN.plusSeconds(60), THEN.plusSeconds(60))).isEmpty();
        Instant again = THEN.plusSeconds(2);
        leases().giveBack(claim(id, again), "away");
        assertThat(overdue(again, again.plusSeconds(1))).containsExactly(new Waiting(id, again));
        assertThat(leases().claim(unknown, "first", THEN, THEN.plus(TERM))).isInstanceOfSatisfying(Claim.Claimed.class,
                first -> assertThat(first.lease().hints()).isEqualTo(1));
    }

    @Test
    void ofManyThoseThatHaveWaitedLongestComeFirst() {
        Instant longAgo = Instant.parse("1971-01-01T00:00:00Z");
        List<DocumentId> documents = IntStream.range(0, 30)
                .mapToObj(i -> Samples.document(workspace, "many-" + i)).toList();
        for (int i = 0; i < documents.size(); i++) {
            leases().giveBack(claim(documents.get(i), longAgo.plusSeconds((i * 7L) % 30)), "away");
        }

        List<Waiting> first = unsettled().overdue(longAgo.plusSeconds(60), THEN, 12);

        assertThat(first).hasSize(12).isSortedAccordingTo((a, b) -> a.since().compareTo(b.since()));
        assertThat(first.getFirst().since()).isEqualTo(longAgo);
        assertThat(first.getLast().since()).isEqualTo(longAgo.plusSeconds(11));
        documents.forEach(document -> release(claim(document, THEN)));
    }

    private List<Waiting> overdue(Instant since, Instant now) {
        return unsettled().overdue(since, now, MANY).stream()
                .filter(waiting -> waiting.id().workspace().equals(workspace))
                .toList();
    }

    private Lease claim(DocumentId document, Instant now) {
        return ((Claim.Claimed) leases().claim(document, "owner " + now, now, now.plus(TERM))).lease();
    }

    private void release(Lease lease) {
        leases().release(lease, 0, THEN, Duration.ZERO);
    }
}
