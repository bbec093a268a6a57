package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Catalog.DocumentView;
import engram.domain.Catalog;
import engram.domain.DocumentId;
import engram.domain.Lease;
import engram.domain.Leases;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.domain.retention.Retrievals.Noting;
import engram.domain.retention.Retrievals;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What [Retrievals] promises.
public abstract class RetrievalsContract {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final DocumentId id = new DocumentId(new Workspace("w"), new SourcePath("w/" + UUID.randomUUID() + ".md"));

    protected abstract Retrievals retrievals();

    /// Those of the same catalog.
    protected abstract Leases leases();

    protected abstract Catalog catalog();

    @BeforeEach
    void nobodyNotes() {
        retrievals().end();
    }

    @Test
    void theyAreNotedSinceSomebodyBegan() {
        assertThat(retrievals().noting()).isEmpty();

        retrievals().begin(NOW, DAY);
        retrievals().begin(NOW.plus(DAY), DAY);

        assertThat(retrievals().noting()).contains(new Noting(NOW, DAY));
    }

    @Test
    void theLongestIntervalCounts() {
        retrievals().begin(NOW, DAY);
        retrievals().begin(NOW.plus(DAY), Duration.ofHours(1));
        assertThat(retrievals().noting()).contains(new Noting(NOW, DAY));

        retrievals().begin(NOW.plus(DAY), Duration.ofDays(7));
        assertThat(retrievals().noting()).contains(new Noting(NOW, Duration.ofDays(7)));
    }

    @Test
    void whoBeginsAfterTheEndBeginsAnew() {
        retrievals().begin(NOW, DAY);
        retrievals().end();
        retrievals().end();
        assertThat(retrievals().noting()).isEmpty();

        retrievals().begin(NOW.plus(DAY), DAY);
        assertThat(retrievals().noting()).contains(new Noting(NOW.plus(DAY), DAY));
    }

    @Test
    void aDocumentIsNotedOnceAnInterval() {
        assertThat(retrievals().of(id).last()).isEmpty();

        retrievals().note(id, NOW, DAY);
        retrievals().note(id, NOW.plus(DAY).minusMillis(1), DAY);
        assertThat(retrievals().of(id).last()).contains(NOW);

        retrievals().note(id, NOW.plus(DAY), DAY);
        retrievals().note(id, NOW, DAY);
        assertThat(retrievals().of(id).last()).contains(NOW.plus(DAY));
    }

    @Test
    void aDocumentIsSeenFirstWhenItIsClaimedFirst() {
        assertThat(retrievals().of(id).firstSeen()).isEmpty();

        pass(NOW, Duration.ZERO);
        pass(NOW.plus(DAY), Duration.ZERO);

        assertThat(retrievals().of(id).firstSeen()).contains(NOW);
    }

    @Test
    void whatWasDeletedIsSeenAnew() {
        pass(NOW, Duration.ZERO);
        pass(NOW.plus(DAY), Duration.ofDays(30));
        assertThat(retrievals().of(id).firstSeen()).isEmpty();

        pass(NOW.plus(DAY.multipliedBy(2)), Duration.ZERO);
        assertThat(retrievals().of(id).firstSeen()).contains(NOW.plus(DAY.multipliedBy(2)));
    }

    @Test
    void aNoteIsNoDocument() {
        retrievals().note(id, NOW, DAY);

        assertThat(catalog().view(id)).isEmpty();
        pass(NOW, Duration.ZERO);
        assertThat(catalog().view(id).flatMap(DocumentView::document)).isEmpty();
        assertThat(catalog().view(id).filter(DocumentView::unsettled)).isEmpty();
        assertThat(retrievals().of(id).last()).contains(NOW);
    }

    private void pass(Instant now, Duration forgetAfter) {
        Lease lease = ((Leases.Claim.Claimed) leases().claim(id, "owner " + now, now, now.plusSeconds(60))).lease();
        leases().release(lease, 0, now, forgetAfter);
    }
}
