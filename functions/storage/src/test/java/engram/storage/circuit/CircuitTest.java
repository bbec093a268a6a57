package engram.storage.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import engram.domain.OutOfTime;
import engram.domain.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CircuitTest {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration AFTER = PAUSE.plusMillis(1);

    private final MovedClock clock = new MovedClock();
    private final Circuits circuits = new Circuits(new CircuitSettings(3, PAUSE), clock);
    private final Circuit circuit = circuits.of(Store.INDEX);
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void outagesInARowOpenItAndNothingIsAskedAnyMore() {
        outages(3);

        assertThatThrownBy(this::answered)
                .isInstanceOf(TransientFailure.class)
                .hasMessage("circuit open: the index is not asked for a while after 3 outages in a row, the last: away 3");
        assertThat(calls).hasValue(3);
        assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.OPEN);
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() {
        outages(2);
        answered();
        outages(2);

        assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.CLOSED);
    }

    @Test
    void onlyTheStoreThatIsAwayIsNotAsked() {
        outages(3);

        assertThat(circuits.of(Store.CATALOG).call(() -> "answer")).isEqualTo("answer");
        assertThat(circuits.states().values()).filteredOn(CircuitState.OPEN::equals).hasSize(1);
    }

    @Test
    void afterThePauseAnAnswerClosesIt() {
        outages(3);
        clock.advance(AFTER);

        answered();

        assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.CLOSED);
        outages(2);
        assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.CLOSED);
    }

    @Test
    void afterThePauseAnotherOutageOpensItForAnotherPause() {
        outages(3);
        clock.advance(AFTER);
        outages(1);

        assertThatThrownBy(this::answered).hasMessageStartingWith("circuit open: ");
        clock.advance(PAUSE);
        assertThatThrownBy(this::answered).hasMessageStartingWith("circuit open: ");
        clock.advance(Duration.ofMillis(1));
        answered();
        assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.CLOSED);
    }

    @Test
    void oneCallTriesWhileTheOthersFailAtOnce() throws Exception {
        outages(3);
        clock.advance(AFTER);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> probe = threads.submit(() -> circuit.call(() -> {
                asked.countDown();
                await(answer);
                return "answer";
            }));
            await(asked);

            assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.HALF_OPEN);
            assertThatThrownBy(this::answered).hasMessageStartingWith("circuit open: ");

            answer.countDown();
            assertThat(probe.get()).isEqualTo("answer");
        }
        assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.CLOSED);
    }

    @Test
    void whatIsNoOutageOpensNothing() {
        for (int i = 0; i < 10; i++) {
            fails(new TransientFailure("answered 403"));
            fails(new OutOfTime("no time is left"));
            fails(new IllegalStateException("a bug"));
        }

        assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.CLOSED);
    }

    @Test
    void aTryThatSaysNothingLeavesTheTurnToTheNext() {
        outages(3);
        clock.advance(AFTER);

        fails(new OutOfTime("no time is left"));
        fails(new IllegalStateException("a bug"));
        assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.HALF_OPEN);

        fails(new TransientFailure("answered 403"));
        assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.CLOSED);
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> new CircuitSettings(0, PAUSE)).hasMessageContaining("got 0 and PT5S");
        assertThatThrownBy(() -> new CircuitSettings(1, Duration.ZERO)).hasMessageContaining("got 1 and PT0S");
    }

    private void answered() {
        circuit.call(calls::incrementAndGet);
    }

    private void outages(int count) {
        for (int i = 0; i < count; i++) {
            fails(new Outage("away " + (calls.get() + 1)));
        }
    }

    private void fails(RuntimeException failure) {
        assertThat(catchThrowable(() -> circuit.call(() -> {
            calls.incrementAndGet();
            throw failure;
        }))).isSameAs(failure);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class MovedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
