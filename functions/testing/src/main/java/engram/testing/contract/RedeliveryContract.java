package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Redelivery;
import engram.domain.Redelivery.Receipt;
import engram.domain.TransientFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [Redelivery] does. The queue is a new one for each test; by itself it keeps a received message for
/// [#KEPT].
public abstract class RedeliveryContract {

    /// How long a received message stays away that nobody delays.
    protected static final Duration KEPT = Duration.ofSeconds(3);

    protected abstract Redelivery redelivery();

    protected abstract void send(String body);

    /// What can be received now, by body.
    protected abstract Map<String, Receipt> receive();

    /// Receives until this message comes again, and no longer than a test may take.
    ///
    /// @return all that came, this one among them
    protected abstract Set<String> receiveUntil(String body);

    @Test
    void aMessageWithoutDelayComesAgainAtOnce() {
        send("a");
        redelivery().later(Map.of(receive().get("a"), Duration.ZERO));

        assertThat(receive()).containsOnlyKeys("a");
    }

    @Test
    void aDelayedMessageStaysAwayLongerThanTheQueueWouldKeepIt() {
        send("delayed");
        redelivery().later(Map.of(receive().get("delayed"), Redelivery.LONGEST.minusMinutes(1)));
        send("other");
        assertThat(receive()).containsOnlyKeys("other");

        assertThat(receiveUntil("other")).containsExactly("other");
    }

    @Test
    void anyNumberOfMessagesIsDelayed() {
        IntStream.range(0, 23).forEach(i -> send("m" + i));
        Map<String, Receipt> received = new LinkedHashMap<>();
        while (received.size() < 23) {
            received.putAll(receive());
        }
        Map<Receipt, Duration> delays = new HashMap<>();
        received.values().forEach(receipt -> delays.put(receipt, Redelivery.LONGEST.minusMinutes(1)));

        redelivery().later(delays);
        send("other");

        assertThat(receiveUntil("other")).containsExactly("other");
        assertThat(receiveUntil("other")).containsExactly("other");
    }

    @Test
    void aReceiptThatNobodyGaveIsAFailureAndTheOthersAreTaken() {
        send("a");
        Map<Receipt, Duration> delays = new LinkedHashMap<>();
        delays.put(new Receipt("nobody"), Duration.ZERO);
        delays.put(receive().get("a"), Duration.ZERO);

        assertThatThrownBy(() -> redelivery().later(delays))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("1 of 2");

        assertThat(receive()).containsOnlyKeys("a");
    }

    @Test
    void nothingToDelayIsFine() {
        redelivery().later(Map.of());

        assertThat(receive()).isEmpty();
    }
}
