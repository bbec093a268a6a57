package engram.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Path EVENTS = Path.of(System.getProperty("engram.root"), "events");

    @Test
    void theScheduleThatSettlesOrdersToSettle() throws IOException {
        Order order = new ObjectMapper().readValue(EVENTS.resolve("reconcile-settle.json").toFile(), Order.class);

        assertThat(order.toDo()).isEqualTo(Order.Task.SETTLE);
    }

    @Test
    void anOrderThatNamesNoKnownTaskSaysWhichThereAre() {
        for (String wrong : new String[] {null, "", "SETTLE", "tidy"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Order(wrong).toDo()).withMessageContaining("[settle]");
        }
    }
}
