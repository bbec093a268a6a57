package engram.storage.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// EventBridge's protocol against a server that speaks as much of it as is needed: there is no EventBridge to be had here.
class EventBusTest {

    private static final Map<String, String> SURROUNDINGS =
            Map.of("aws.region", "us-east-1", "aws.accessKeyId", "local", "aws.secretAccessKey", "local");

    @BeforeEach
    void set() {
        SURROUNDINGS.forEach(System::setProperty);
    }

    @AfterEach
    void clear() {
        SURROUNDINGS.keySet().forEach(System::clearProperty);
    }

    @Test
    void anEventIsPutOnTheBus() throws IOException {
        try (Answering server = new Answering(Map.of("/", "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"e\"}]}"));
                EventBus bus = EventBus.named("watchers", Optional.of(server.endpoint()))) {
            bus.put("engram.health", "HealthChanged", "{\"to\":\"down\"}");

            assertThat(server.bodies).singleElement().asString()
                    .contains("\"EventBusName\":\"watchers\"")
                    .contains("\"Source\":\"engram.health\"")
                    .contains("\"DetailType\":\"HealthChanged\"")
                    .contains("\"Detail\":\"{\\\"to\\\":\\\"down\\\"}\"");
        }
    }

    @Test
    void anEventThatTheBusRefusesIsAFailure() throws IOException {
        try (Answering server = new Answering(
                        Map.of("/", "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"ThrottlingException\"}]}"));
                EventBus bus = EventBus.named("watchers", Optional.of(server.endpoint()))) {
            assertThatThrownBy(() -> bus.put("s", "t", "{}"))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("watchers")
                    .hasMessageContaining("ThrottlingException");
        }
    }

    @Test
    void aBusThatIsAwayIsAFailure() throws IOException {
        URI gone;
        try (Answering server = new Answering(Map.of())) {
            gone = server.endpoint();
        }
        try (EventBus bus = EventBus.named("watchers", Optional.of(gone))) {
            assertThatThrownBy(() -> bus.put("s", "t", "{}")).isInstanceOf(TransientFailure.class).hasMessageContaining("watchers");
        }
    }
}
