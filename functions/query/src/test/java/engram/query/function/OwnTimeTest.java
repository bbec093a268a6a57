package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import engram.testing.lambda.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What a warm request takes of the function's own: all from the event's bytes to the response's, but for the model, the index and the catalog, in
/// whose places a shelf in memory stands, with no more on it than is found. docs/performance.md has the figure, and the command.
@QuarkusTest
@EnabledIfSystemProperty(named = "engram.bench", matches = "true", disabledReason = "a measurement: -Dengram.bench=true")
class OwnTimeTest {

    private static final OperatingSystemMXBean PROCESS = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int DOCUMENTS = 10;
    private static final int WARM_UP = 5_000;
    private static final int MEASURED = 2_000;

    @Inject
    Memory memory;

    @Test
    void aHybridSearchIsAnsweredWithTenHits() {
        memory.clear();
        for (int i = 0; i < DOCUMENTS; i++) {
            memory.shelf.put("acme/guide/%02d.md".formatted(i), "When the tide does turn, boat number " + i + " leaves the harbour.");
        }
        ObjectNode event = Function.event("query-search.json")
                .put("body", "{\"query\": \"When does the tide turn?\", \"mode\": \"hybrid\", \"k\": 10}");
        long[] nanos = new long[MEASURED];
        long processor = 0;
        for (int i = -WARM_UP; i < MEASURED; i++) {
            processor = i == 0 ? PROCESS.getProcessCpuTime() : processor;
            long begun = System.nanoTime();
            Reply reply = Function.call(event);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begun;
            }
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("hits")).hasSize(10);
        }
        processor = PROCESS.getProcessCpuTime() - processor;
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "own time of a search: median %.2f ms, 90 %% within %.2f ms, 99 %% within %.2f ms; %.2f ms of processor time each%n",
                nanos[MEASURED / 2] / 1e6, nanos[MEASURED * 9 / 10] / 1e6, nanos[MEASURED * 99 / 100] / 1e6,
                processor / 1e6 / MEASURED);
    }
}
