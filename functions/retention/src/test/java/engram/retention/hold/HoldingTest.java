package engram.retention.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.TransientFailure;
import engram.retention.ledger.Chain;
import engram.retention.ledger.Receipt;
import engram.retention.sweep.Consequences;
import engram.testing.ManualClock;
import engram.testing.retention.InMemoryLedger;
import engram.testing.retention.InMemoryNotebook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HoldingTest {

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final InMemoryNotebook notebook = new InMemoryNotebook();
    private final Chain chain = new Chain(ledger, notebook, new Consequences(notebook));

    @Test
    void whoeverPutItAndDiedBeforeTheReceiptPutsItOnceMore() {
        Holding dies = holding(_ -> {
            throw new TransientFailure("no answer");
        });
        assertThatThrownBy(() -> put(dies, "because")).isInstanceOf(TransientFailure.class);
        assertThat(chain.head().number()).isZero();
        clock.advance(Duration.ofMinutes(1));

        Hold put = put(holding(_ -> List.of()), "because");
        assertThat(put(holding(_ -> List.of()), "because")).isEqualTo(put);

        assertThat(put.at()).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(chain.from(1, 10)).singleElement().extracting(Receipt::kind).isEqualTo(Receipt.Kind.HELD);
    }

    @Test
    void anotherHoldWithThatIdIsRefused() {
        put(holding(_ -> List.of()), "because");

        assertThatThrownBy(() -> put(holding(_ -> List.of()), "for another reason"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("case-17");
    }

    private static Hold put(Holding holding, String reason) {
        return holding.put("case-17", Hold.Kind.PREFIX, "support/", reason, "ada").hold();
    }

    private Holding holding(Function<Hold, List<String>> underWay) {
        return new Holding(ledger, notebook, chain, underWay, clock);
    }
}
