package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ModelVersion;
import engram.domain.PipelineVersion;
import engram.domain.Workspace;
import engram.domain.health.VersionLog;
import engram.domain.health.VersionLog.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What any [VersionLog] does. Each test has a day of its own, later than those of the tests before it.
public abstract class VersionLogContract {

    private static final AtomicLong DAYS = new AtomicLong();
    private static final Versions OLD = new Versions(new PipelineVersion("pipeline-1"), Map.of(), new ModelVersion("model-1"));
    private static final Versions NEW = new Versions(new PipelineVersion("pipeline-2"),
            Map.of(new Workspace("a b"), new PipelineVersion("pipeline-2-other")), new ModelVersion("model-1"));

    private final Instant day = Instant.parse("2030-01-01T00:00:00Z").plus(Duration.ofDays(DAYS.getAndIncrement()));

    protected abstract VersionLog log();

    @Test
    void theVersionsOfWhoBeganLastAreKept() {
        log().keep(OLD, day);
        assertThat(log().latest()).hasValue(OLD);

        log().keep(NEW, day.plusMillis(1));
        assertThat(log().latest()).hasValue(NEW);
    }

    @Test
    void whoBeganEarlierAndSaysSoLaterIsNotHeard() {
        log().keep(NEW, day.plusMillis(1));
        log().keep(OLD, day);

        assertThat(log().latest()).hasValue(NEW);
    }
}
