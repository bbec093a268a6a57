package engram.retention.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Path EVENTS = Path.of(System.getProperty("engram.root"), "events");

    @Test
    void theScheduleOrdersASweep() throws IOException {
        Order order = read("retention-sweep.json");

        assertThat(order.toDo()).isEqualTo(Order.Task.SWEEP);
        assertThat(order.who()).isEqualTo("schedule");
    }

    @Test
    void theSamplesAreOrders() throws IOException {
        assertThat(read("retention-plan.json").toDo()).isEqualTo(Order.Task.PLAN);
        assertThat(read("retention-hold.json").toDo()).isEqualTo(Order.Task.HOLD);
        assertThat(read("retention-verify.json").toDo()).isEqualTo(Order.Task.VERIFY);
    }

    @Test
    void anOrderThatNamesNoKnownTaskSaysWhichThereAre() throws IOException {
        for (String wrong : new String[] {"{}", "{\"task\":\"SWEEP\"}", "{\"task\":\"shred\"}"}) {
            Order order = new ObjectMapper().readValue(wrong, Order.class);
            assertThatIllegalArgumentException().isThrownBy(order::toDo).withMessageContaining("replace-rules");
        }
    }

    private static Order read(String file) throws IOException {
        return new ObjectMapper().readValue(EVENTS.resolve(file).toFile(), Order.class);
    }
}
