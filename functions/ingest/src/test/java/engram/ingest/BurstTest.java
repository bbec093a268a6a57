package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ChunkIndex;
import engram.domain.SourcePath;
import engram.ingest.Ingest.Message;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Very many events for one key: how many passes they cost.
class BurstTest {

    private static final int EVENTS = 1_000;
    private static final String HOT = "w/hot.txt";

    private final Stores stores = new Stores();
    private final AtomicInteger passes = new AtomicInteger();

    @Test
    void manyMessagesOfABatchForOneKeyCostOnePass() {
        stores.put(HOT, "hot text");
        stores.put("w/other.txt", "other text");
        List<Message> messages = IntStream.range(0, EVENTS)
                .mapToObj(i -> new Message("m" + i, Set.of(new SourcePath(i == EVENTS / 2 ? "w/other.txt" : HOT))))
                .toList();

        var outcomes = stores.pipeline(counted(() -> {})).handle(messages, Duration.ofSeconds(60));

        assertThat(outcomes.values()).hasSize(2).allMatch(Outcome.Indexed.class::isInstance);
        assertThat(passes).hasValue(2);
    }

    @Test
    void manyEventsDuringAPassCostOneMoreTogether() {
        stores.put(HOT, "version 0");

        Outcome outcome = stores.ingest(HOT, counted(() -> {
            if (passes.get() == 1) {
                for (int i = 1; i <= EVENTS; i++) {
                    stores.put(HOT, "version " + i);
                    assertThat(stores.ingest(HOT)).isEqualTo(new Outcome.Absorbed());
                }
            }
        }));

        assertThat(outcome).isInstanceOf(Outcome.Indexed.class);
        assertThat(passes).hasValue(2);
        assertThat(stores.index.entries().values())
                .singleElement()
                .satisfies(entry -> assertThat(entry.chunk().text()).isEqualTo("version " + EVENTS));
    }

    @Test
    void eventsThatComeWhenAllIsDoneWriteNothing() {
        stores.put(HOT, "hot text");
        stores.ingest(HOT, counted(() -> {}));

        for (int i = 0; i < EVENTS; i++) {
            assertThat(stores.ingest(HOT, counted(() -> {}))).isEqualTo(new Outcome.Unchanged());
        }
        assertThat(passes).hasValue(1);
    }

    /// Counts passes that write, by their upserts.
    private ChunkIndex counted(Runnable meanwhile) {
        return (id, generation, writes, visible, notAfter) -> {
            if (visible && !writes.isEmpty()) {
                passes.incrementAndGet();
                meanwhile.run();
            }
            return stores.index.write(id, generation, writes, visible, notAfter);
        };
    }
}
