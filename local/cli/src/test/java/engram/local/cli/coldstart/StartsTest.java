package engram.local.cli.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.system.lambda.ColdStart.Kind;
import engram.local.system.lambda.ColdStart.Started;
import engram.local.system.lambda.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartsTest {

    private final Starts starts = new Starts(3);

    @BeforeEach
    void see() {
        for (int i = 1; i <= 3; i++) {
            starts.add("hello", Kind.AOT, started(100L * i));
            starts.add("query", Kind.AOT, started(500L * i));
        }
        starts.add("query", Kind.MANAGED, started(3_000));
    }

    @Test
    void aRowHasMedianRangeAndTheRatioToTheBareFunctionStartedTheSameWay() {
        assertThat(starts.lines(120)).anySatisfy(line ->
                assertThat(line).containsPattern("^query +JVM, AOT cache +1000 ms +500–1500 +100 ms +64 MiB +5.00$"));
    }

    @Test
    void whatWasNotStartedIsSaidToBeNotBuilt() {
        assertThat(starts.lines(120)).anySatisfy(line -> assertThat(line).containsPattern("^query +native +not built$"));
    }

    @Test
    void theJsonHasSeconds() {
        JsonNode row = starts.json().path("starts").valueStream()
                .filter(each -> each.path("function").asText().equals("query") && each.path("package").asText().equals("aot"))
                .findFirst().orElseThrow();

        assertThat(row.path("answeredSeconds").asDouble()).isEqualTo(1.0);
        assertThat(row.path("leastSeconds").asDouble()).isEqualTo(0.5);
        assertThat(row.path("mostSeconds").asDouble()).isEqualTo(1.5);
        assertThat(row.path("toHello").asDouble()).isEqualTo(5.0);
    }

    private static Started started(long milliseconds) {
        return new Started(Duration.ofMillis(100), Duration.ofMillis(milliseconds), 64 << 20, new Outcome.Returned(new byte[0]));
    }
}
