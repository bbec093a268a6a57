package engram.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.DocumentId;
import engram.domain.HintQueue;
import engram.domain.Lease;
import engram.domain.Leases.Claim;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.WorkspaceMapping;
import engram.reconcile.Settle.Settled;
import engram.testing.InMemoryCatalog;
import engram.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettleTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration AFTER = Duration.ofSeconds(90);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock(START);
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final List<SourcePath> sent = new ArrayList<>();
    private final Settle settle = settle(sent::addAll, 1_000);

    @Test
    void aDocumentThatIsUnsettledTooLongGetsAHint() {
        abandon("w/a.md");
        assertThat(settle.run()).isEqualTo(new Settled(0, Duration.ZERO));

        clock.advance(AFTER);

        assertThat(settle.run()).isEqualTo(new Settled(1, AFTER));
        assertThat(sent).containsExactly(new SourcePath("w/a.md"));
    }

    @Test
    void whatSomebodyHoldsOrSettledGetsNone() {
        settled("w/settled.md");
        clock.advance(AFTER);
        claim("w/held.md");

        assertThat(settle.run().hints()).isZero();
    }

    @Test
    void theHintsForADocumentBecomeRarerDownToOneAnHour() {
        abandon("w/a.md");
        List<Long> minutes = new ArrayList<>();
        for (long minute = 0; minute < 600; minute++) {
            if (settle.run().hints() > 0) {
                minutes.add(minute);
            }
            clock.advance(MINUTE);
        }
        assertThat(minutes).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 124L, 184L, 244L, 304L, 364L, 424L, 484L, 544L);
    }

    @Test
    void aDocumentThatWasSettledInBetweenBeginsAnew() {
        abandon("w/a.md");
        for (int i = 0; i < 200; i++) {
            clock.advance(MINUTE);
            settle.run();
        }
        settled("w/a.md");
        sent.clear();
        abandon("w/a.md");

        clock.advance(AFTER);
        settle.run();

        assertThat(sent).containsExactly(new SourcePath("w/a.md"));
    }

    @Test
    void noMoreAreSentAtOnceThanAllowedAndTheNextRunGoesOn() {
        for (int i = 0; i < 250; i++) {
            abandon("w/" + i);
        }
        clock.advance(AFTER);
        Settle few = settle(sent::addAll, 120);

        assertThat(List.of(few.run().hints(), few.run().hints(), few.run().hints(), few.run().hints()))
                .containsExactly(120, 120, 10, 0);
        assertThat(sent).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void whatTheQueueDidNotTakeIsSentByTheNextRun() {
        abandon("w/a.md");
        clock.advance(AFTER);
        HintQueue away = _ -> {
            throw new TransientFailure("the queue is away");
        };
        assertThatThrownBy(settle(away, 10)::run).isInstanceOf(TransientFailure.class);

        assertThat(settle.run().hints()).isEqualTo(1);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SettleSettings(Duration.ZERO, HOUR, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SettleSettings(AFTER, AFTER.minusMillis(1), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SettleSettings(AFTER, HOUR, 0));
    }

    private Settle settle(HintQueue queue, int atOnce) {
        return new Settle(catalog, queue, new SettleSettings(AFTER, HOUR, atOnce), clock);
    }

    private void abandon(String path) {
        catalog.giveBack(claim(path), "the index is away");
    }

    private void settled(String path) {
        catalog.release(claim(path), 0, clock.instant(), Duration.ZERO);
    }

    private Lease claim(String path) {
        DocumentId id = WorkspaceMapping.DEFAULT.documentAt(new SourcePath(path));
        Instant now = clock.instant();
        return ((Claim.Claimed) catalog.claim(id, "owner at " + now, now, now.plusSeconds(70))).lease();
    }
}
