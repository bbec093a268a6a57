package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

    @Test
    void whoAsksTwiceAtOnceGetsTheSameAnswer() throws Exception {
        var asked = new AtomicInteger();
        var remembered = new Remembered<>(asked::incrementAndGet);

        assertThat(remembered.get()).isEqualTo(1);
        assertThat(remembered.get()).isEqualTo(1);
    }

    @Test
    void aFailureIsNotRemembered() throws Exception {
        var asked = new AtomicInteger();
        var remembered = new Remembered<>(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IOException("away");
            }
            return "there";
        });

        assertThatThrownBy(remembered::get).hasMessage("away");
        assertThat(remembered.get()).isEqualTo("there");
    }
}
