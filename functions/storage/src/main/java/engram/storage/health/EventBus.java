package engram.storage.health;

import engram.domain.TransientFailure;
import engram.domain.health.Unwell;
import engram.storage.Service;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// A bus of Amazon EventBridge.
public final class EventBus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventBridgeClient client;
    private final String bus;
    private final Service dependency;

    private EventBus(EventBridgeClient client, String bus) {
        this.client = client;
        this.bus = bus;
        this.dependency = Service.of(
                "EventBridge bus " + bus,
                client.serviceClientConfiguration(),
                "set ENGRAM_HEALTH_EVENT_BUS to a bus that exists and allow the function's role events:PutEvents on it");
    }

    /// With region and credentials of the surroundings, as the SDK finds them.
    ///
    /// @param bus name or ARN
    /// @param endpoint absent: AWS's own
    public static EventBus named(String bus, Optional<URI> endpoint) {
        return new EventBus(
                EventBridgeClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .endpointOverride(endpoint.orElse(null))
                        .overrideConfiguration(limit -> limit.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE))
                        .build(),
                bus);
    }

    /// @param detail a JSON object
    /// @throws TransientFailure if the bus did not take the event
    public void put(String source, String type, String detail) {
        PutEventsRequestEntry event = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType(type)
                .detail(detail)
                .build();
        PutEventsResponse answer;
        try {
            answer = dependency.look(() -> client.putEvents(put -> put.entries(event)));
        } catch (Unwell e) {
            throw new TransientFailure(e.getMessage() + ": " + e.remedy(), e);
        }
        if (answer.failedEntryCount() > 0) {
            PutEventsResultEntry refused = answer.entries().getFirst();
            throw new TransientFailure(
                    "%s (%s) refused the event: %s".formatted(dependency.name(), dependency.place(), refused.errorCode()));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
