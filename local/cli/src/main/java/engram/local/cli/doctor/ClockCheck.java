package engram.local.cli.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// The clock of a store and that of this machine agree: leases are compared by them.
record ClockCheck(HttpClient http, URI store, InstantSource clock) implements Check {

    /// Below the margin that a lease outlives its invocation by.
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Finding> look() throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(store).timeout(SOON).GET().build(), BodyHandlers.discarding());
        Optional<Instant> theirs = answer.headers().firstValue("Date").flatMap(ClockCheck::parse);
        Duration apart = theirs.map(moment -> Duration.between(moment, clock.instant()).abs()).orElse(Duration.ZERO);
        return apart.compareTo(MOST) <= 0
                ? List.of()
                : List.of(Finding.of(
                        "the clock of " + store + " is " + apart.toSeconds() + " s apart from this machine's",
                        "set both by NTP: leases are told to have run out by these clocks"));
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
