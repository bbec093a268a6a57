package engram.storage;

import engram.domain.NotAfter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;

/// How long a call to AWS may last: as the client is configured, but no longer than the work that it is part of, by [NotAfter].
///
/// @param call the client's bound on a call with all its tries
/// @param attempt the client's bound on one of them
record CallLimit(Duration call, Duration attempt, InstantSource clock) {

    /// What a call gets in any case: the last ones are those that end the work in order.
    static final Duration LEAST = Duration.ofSeconds(2);

    private static final Duration UNBOUNDED = Duration.ofDays(1);

    static CallLimit of(AwsServiceClientConfiguration client) {
        return new CallLimit(
                client.overrideConfiguration().apiCallTimeout().orElse(UNBOUNDED),
                client.overrideConfiguration().apiCallAttemptTimeout().orElse(UNBOUNDED),
                InstantSource.system());
    }

    /// For a call that begins now; absent bounds are the client's own.
    AwsRequestOverrideConfiguration now() {
        AwsRequestOverrideConfiguration.Builder override = AwsRequestOverrideConfiguration.builder();
        Instant end = NotAfter.moment();
        if (!end.equals(Instant.MAX)) {
            Duration left = longer(Duration.between(clock.instant(), end), LEAST);
            if (left.compareTo(call) < 0) {
                override.apiCallTimeout(left);
            }
            if (left.compareTo(attempt) < 0) {
                override.apiCallAttemptTimeout(left);
            }
        }
        return override.build();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
