package engram.health.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import engram.health.Health;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The function as it is deployed beside an index that may sleep.
@QuarkusTest
@TestProfile(SleepingIndexTest.Resting.class)
class SleepingIndexTest {

    public static final class Resting implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("engram.health.index-interval", "6h", "engram.health.cache-for", "0s", "engram.health.check-timeout", "1s");
        }
    }

    @Inject
    Memory memory;

    @Inject
    Health health;

    /// What the schedule sends in an hour, and a probe each minute.
    @Test
    void nobodyButWhoAsksForThePageWakesIt() {
        health.within(Duration.ofSeconds(30));
        int before = memory.patient.askedOfTheIndex();
        anIdleHour();
        assertThat(memory.patient.askedOfTheIndex()).isEqualTo(before);

        JsonNode page = Function.get("/v1/health").json();

        assertThat(memory.patient.askedOfTheIndex()).isEqualTo(before + 2);
        assertThat(page.at("/dependencies/5/status").asText()).isEqualTo("up");
        assertThat(page.at("/dependencies/5").has("ageSeconds")).isFalse();
    }

    private static void anIdleHour() {
        PrintStream before = System.out;
        // Sixty lines of metrics are for nobody.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            for (int minute = 0; minute < 60; minute++) {
                assertThat(Function.call(Function.event("health-schedule.json")).body()).isEqualTo("OK");
                assertThat(Function.get("/health/ready").status()).isEqualTo(200);
            }
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void thePageSaysThatItWakesUpAndWhatWasSeenOfIt() {
        health.within(Duration.ofSeconds(30));
        Instant seen = memory.book.index().orElseThrow().at();
        CountDownLatch end = memory.patient.hang("index");

        JsonNode page = Function.get("/v1/health").json();
        memory.patient.recover();
        end.countDown();

        assertThat(page.path("status").asText()).isEqualTo("ok");
        assertThat(page.path("chunks").asLong()).isEqualTo(7);
        assertThat(page.path("modelVersion").asText()).isEqualTo("m1");
        for (JsonNode dependency : new JsonNode[] {page.at("/dependencies/5"), page.at("/dependencies/6")}) {
            assertThat(dependency.path("status").asText()).as(dependency.toString()).isEqualTo("waking");
            assertThat(Instant.parse(dependency.path("seenAt").asText())).isEqualTo(seen);
            assertThat(dependency.path("ageSeconds").asLong(-1)).isNotNegative();
        }
        assertThat(page.at("/dependencies/5/error").asText()).contains("did not answer within").endsWith("it may be waking up");
        assertThat(page.at("/dependencies/5/remedy").asText()).isEqualTo("ask again in half a minute");
    }
}
