package engram.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ModelVersion;
import engram.domain.PipelineVersion;
import engram.domain.TransientFailure;
import engram.domain.health.VersionLog;
import engram.domain.health.VersionLog.Versions;
import engram.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionNoticeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Versions VERSIONS = new Versions(new PipelineVersion("p"), Map.of(), new ModelVersion("m"));

    private final ManualClock clock = new ManualClock(NOW);
    private final List<Instant> kept = new ArrayList<>();
    private int failures;

    private final VersionLog log = new VersionLog() {
        @Override
        public void keep(Versions versions, Instant at) {
            if (failures-- > 0) {
                throw new TransientFailure("away");
            }
            assertThat(versions).isEqualTo(VERSIONS);
            kept.add(at);
        }

        @Override
        public Optional<Versions> latest() {
            return Optional.empty();
        }
    };

    @Test
    void isLeftOnceWithTheTimeAtWhichTheProcessBegan() {
        VersionNotice notice = new VersionNotice(log, VERSIONS, clock);
        clock.advance(Duration.ofMinutes(5));

        notice.write();
        notice.write();

        assertThat(kept).containsExactly(NOW);
    }

    @Test
    void aCatalogThatIsAwayFailsNothingAndIsToldLater() {
        failures = 2;
        VersionNotice notice = new VersionNotice(log, VERSIONS, clock);

        notice.write();
        notice.write();
        assertThat(kept).isEmpty();
        notice.write();

        assertThat(kept).containsExactly(NOW);
    }
}
