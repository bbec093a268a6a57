package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.health.RetentionReport;
import engram.domain.health.RetentionReports;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What any [RetentionReports] does. Each test's reports are later than those of the tests before it.
public abstract class RetentionReportsContract {

    private static final AtomicLong DAYS = new AtomicLong();

    private final Instant day = Instant.parse("2030-01-01T00:00:00Z").plus(Duration.ofDays(DAYS.getAndIncrement()));

    protected abstract RetentionReports reports();

    @Test
    void theLastReportIsKeptAsItWas() {
        RetentionReport report = new RetentionReport(day, 3, 17);

        reports().keep(report);

        assertThat(reports().latest()).hasValue(report);
    }

    @Test
    void aLaterReportReplacesAnEarlierOneWhicheverComesFirst() {
        RetentionReport later = new RetentionReport(day.plusSeconds(60), 1, 1);

        reports().keep(new RetentionReport(day, 0, 0));
        reports().keep(later);
        reports().keep(new RetentionReport(day.plusSeconds(30), 2, 2));

        assertThat(reports().latest()).hasValue(later);
    }
}
