package engram.health.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.TransientFailure;
import engram.domain.health.LagLog;
import engram.domain.health.ReconcileReports;
import engram.domain.health.RetentionReports;
import engram.domain.health.Vitals;
import engram.domain.health.Watchbook;
import engram.health.Changes;
import engram.health.Health;
import engram.health.Publisher;
import engram.health.Thresholds;
import engram.health.Watch;
import engram.health.Windows;
import engram.storage.health.EventBus;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Puts the parts together.
final class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /// The first look sets the stores' clients up, and is part of the function's start; one that hangs must not be.
    private static final Duration FIRST_LOOK = Duration.ofMillis(500);

    /// More than any channel takes.
    private static final Duration SENDING = Duration.ofSeconds(50);

    @Produces
    @Singleton
    @Startup
    Health health(
            Vitals vitals, LagLog lags, ReconcileReports reports, RetentionReports held, Watchbook book, HealthConfig config) {
        ConfigCheck.require(config);
        Health health = new Health(
                vitals,
                lags,
                reports,
                held,
                book,
                new Health.Settings(config.checkTimeout(), config.cacheFor(), config.indexInterval(), thresholds(config)),
                InstantSource.system(),
                System::nanoTime);
        health.prepare(FIRST_LOOK);
        return health;
    }

    private static Thresholds thresholds(HealthConfig config) {
        return new Thresholds(
                config.maxUnsettled(),
                config.maxStalled(),
                config.maxDeadLetters(),
                config.maxLag(),
                config.maxDrift(),
                config.maxReconcileAge(),
                config.maxFailedAge());
    }

    @Produces
    @Singleton
    @Startup
    Watch watch(Health health, Watchbook book, HealthConfig config, ObjectMapper json) {
        return new Watch(
                health,
                book,
                new Changes(config.looksUntilAnnounced(), SENDING, () -> UUID.randomUUID().toString()),
                config.maintenance().map(Windows::parse).orElse(Windows.NONE),
                publisher(config, json),
                new Announcements(json, channels(config, json)));
    }

    /// Standard output is the log on AWS, where the line becomes metrics.
    private static Publisher publisher(HealthConfig config, ObjectMapper json) {
        EmbeddedMetrics metrics = new EmbeddedMetrics(json, config.metricsNamespace());
        Optional<Lines> file =
                config.metricsFile().map(path -> new Lines(path, "ENGRAM_HEALTH_METRICS_FILE", Lines.BOUND));
        return seen -> {
            String line = metrics.line(seen);
            System.out.println(line);
            file.ifPresent(lines -> append(lines, line));
        };
    }

    /// Metrics that are lost are no reason to announce nothing.
    private static void append(Lines lines, String line) {
        try {
            lines.append(line);
        } catch (TransientFailure e) {
            LOG.warn(e.getMessage());
        }
    }

    private static List<Announcements.Channel> channels(HealthConfig config, ObjectMapper json) {
        List<Announcements.Channel> channels = new ArrayList<>();
        config.eventBus().map(bus -> EventBus.named(bus, Optional.empty())).ifPresent(bus ->
                channels.add(detail -> bus.put(Announcements.SOURCE, Announcements.TYPE, detail)));
        config.webhook().map(Webhook::new).ifPresent(webhook ->
                channels.add(detail -> webhook.post(Announcements.envelope(json, detail))));
        config.eventsFile().map(path -> new Lines(path, "ENGRAM_HEALTH_EVENTS_FILE", Lines.BOUND)).ifPresent(file ->
                channels.add(detail -> file.append(Announcements.envelope(json, detail))));
        return channels;
    }
}
