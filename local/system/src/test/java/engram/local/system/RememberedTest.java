package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

    @Test
    void whoAsksWhileAnotherWaitsGetsTheSameAnswer() throws Exception {
        var asked = new AtomicInteger();
        var answer = new CountDownLatch(1);
        var remembered = new Remembered<>(() -> {
            answer.await();
            return asked.incrementAndGet();
        });

        var first = remembered.ask();
        var second = remembered.ask();
        answer.countDown();
        assertThat(first.get()).isEqualTo(1);
        assertThat(second.get()).isEqualTo(1);
    }

    @Test
    void afterAFailureItIsAskedAnewButNotAtOnce() throws Exception {
        var asked = new AtomicInteger();
        var remembered = new Remembered<>(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IOException("away");
            }
            return "there";
        });

        assertThatThrownBy(() -> remembered.ask().get()).hasRootCauseMessage("away");
        Eventually.eventually("the failure is forgotten", () -> !remembered.ask().isDone() || asked.get() > 1);
        assertThat(remembered.ask().get()).isEqualTo("there");
    }
}
