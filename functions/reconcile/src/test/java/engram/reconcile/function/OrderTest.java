package engram.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.reconcile.Walk.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Path EVENTS = Path.of(System.getProperty("engram.root"), "events");

    @Test
    void theScheduleThatSettlesOrdersToSettle() throws IOException {
        assertThat(read("reconcile-settle.json").toDo()).isEqualTo(Order.Task.SETTLE);
    }

    @Test
    void theScheduleThatReconcilesOrdersToDoWhatIsDue() throws IOException {
        Order order = read("reconcile-walk.json");

        assertThat(order.toDo()).isEqualTo(Order.Task.RECONCILE);
        assertThat(order.isForAll()).isTrue();
        assertThat(read("reconcile-workspaces.json").toDo()).isEqualTo(Order.Task.WORKSPACES);
        assertThat(read("reconcile-go-on.json").toDo()).isEqualTo(Order.Task.GO_ON);
        assertThat(read("reconcile-embeddings.json").toDo()).isEqualTo(Order.Task.EMBEDDINGS);
    }

    @Test
    void aStepNamesItsRange() throws IOException {
        Order order = read("reconcile-step.json");

        assertThat(order.isForAll()).isFalse();
        assertThat(order.range()).isEqualTo(new Range(new Workspace("team-a"),
                Optional.of(new SourcePath("team-a/handbook.md")), Optional.empty(), false));
        assertThat(order.walker()).isEqualTo("fsck-1");
        assertThat(order.time(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(3));
        assertThat(order.time(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theSearchForWorkspacesGoesOnWhereItStoppedAndNeedsNoTime() throws IOException {
        Order first = read("reconcile-workspaces.json");
        assertThat(first.goesOnBehind()).isEmpty();
        assertThat(first.timeIfAny(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));

        Order next = new Order("workspaces", null, "b.md", null, null, false, null, 10, 0);
        assertThat(next.goesOnBehind()).hasValue(new SourcePath("b.md"));
        assertThat(next.timeIfAny(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Order("workspaces", null, null, null, null, false, null, -1, 0).timeIfAny(Duration.ofMinutes(1)))
                .withMessageContaining("seconds");
    }

    @Test
    void whatAStepCannotDoWithoutIsNamed() {
        Order order = new Order("reconcile", "w", null, null, null, false, " ", 0, -1);

        assertThatIllegalArgumentException().isThrownBy(order::walker).withMessageContaining("owner");
        assertThatIllegalArgumentException().isThrownBy(() -> order.time(Duration.ofMinutes(1))).withMessageContaining("seconds");
        assertThatIllegalArgumentException().isThrownBy(() -> order.since(Instant.EPOCH)).withMessageContaining("waited");
    }

    private static Order read(String event) throws IOException {
        return new ObjectMapper().readValue(EVENTS.resolve(event).toFile(), Order.class);
    }

    @Test
    void anOrderThatNamesNoKnownTaskSaysWhichThereAre() {
        for (String wrong : new String[] {null, "", "SETTLE", "tidy"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Order(wrong, null, null, null, null, false, null, 0, 0).toDo())
                    .withMessageContaining("settle, workspaces, embeddings, reconcile, go-on");
        }
    }
}
