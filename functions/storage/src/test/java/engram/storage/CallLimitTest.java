package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.NotAfter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

class CallLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final CallLimit LIMIT =
            new CallLimit(Duration.ofSeconds(30), Duration.ofSeconds(15), InstantSource.fixed(NOW));

    @Test
    void withoutAnEndTheClientsOwnBoundsHold() {
        assertBounds(LIMIT.now(), Optional.empty(), Optional.empty());
    }

    @Test
    void nothingOutlastsTheWorkThatItIsPartOf() throws Exception {
        assertBounds(before(60), Optional.empty(), Optional.empty());
        assertBounds(before(20), Optional.of(Duration.ofSeconds(20)), Optional.empty());
        assertBounds(before(10), Optional.of(Duration.ofSeconds(10)), Optional.of(Duration.ofSeconds(10)));
    }

    @Test
    void whatEndsTheWorkInOrderHasALittleTimeInAnyCase() throws Exception {
        assertBounds(before(1), Optional.of(CallLimit.LEAST), Optional.of(CallLimit.LEAST));
        assertBounds(before(-5), Optional.of(CallLimit.LEAST), Optional.of(CallLimit.LEAST));
    }

    private static AwsRequestOverrideConfiguration before(long seconds) throws Exception {
        return NotAfter.call(NOW.plusSeconds(seconds), LIMIT::now);
    }

    private static void assertBounds(AwsRequestOverrideConfiguration now, Optional<Duration> call, Optional<Duration> attempt) {
        assertThat(now.apiCallTimeout()).isEqualTo(call);
        assertThat(now.apiCallAttemptTimeout()).isEqualTo(attempt);
    }
}
