package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReport.Failed;
import engram.domain.health.ReconcileReports;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What any [ReconcileReports] does. Each test's reports are later than those of the tests before it.
public abstract class ReconcileReportsContract {

    private static final AtomicLong DAYS = new AtomicLong();

    private final Instant day = Instant.parse("2030-01-01T00:00:00Z").plus(Duration.ofDays(DAYS.getAndIncrement()));

    protected abstract ReconcileReports reports();

    @Test
    void theLastReportIsKeptAsItWas() {
        ReconcileReport report = new ReconcileReport(
                day,
                Duration.ofSeconds(17),
                Map.of(Status.INDEXED, 12L, Status.FAILED, 2L),
                Map.of("chunk missing", 3L),
                Optional.of(new Failed(new SourcePath("a/b c.pdf"), Reason.ENCRYPTED, day.minusSeconds(90))));

        reports().keep(report);

        assertThat(reports().latest()).hasValue(report);
        assertThat(report.drift()).isEqualTo(3);
    }

    @Test
    void aLaterReportReplacesAnEarlierOneWhicheverComesFirst() {
        ReconcileReport later = clean(day.plusSeconds(60));

        reports().keep(clean(day));
        reports().keep(later);
        reports().keep(clean(day.plusSeconds(30)));

        assertThat(reports().latest()).hasValue(later);
    }

    private static ReconcileReport clean(Instant ended) {
        return new ReconcileReport(ended, Duration.ofSeconds(1), Map.of(), Map.of(), Optional.empty());
    }
}
