package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.DocumentId;
import engram.domain.Leases;
import engram.domain.SourcePath;
import engram.domain.Unsettled.Waiting;
import engram.domain.Unsettled;
import engram.domain.Workspace;
import engram.storage.circuit.Store;
import engram.testing.contract.UnsettledContract;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class DynamoUnsettledTest extends UnsettledContract {

    private static final CatalogTable TABLE = new CatalogTable(
            Servers.dynamoDb(), "engram-catalog", Servers.circuit(Store.CATALOG));

    @Override
    protected Unsettled unsettled() {
        return new DynamoUnsettled(TABLE);
    }

    @Override
    protected Leases leases() {
        return new DynamoLeases(TABLE);
    }

    /// The role of `reconcile` is kept to these, and no test of the whole waits until a hint is due.
    @Test
    void theNextHintNamesTheAttributesThatItsPolicyAllowsAndAsksForNothingBack() throws IOException {
        List<UpdateItemRequest> asked = new ArrayList<>();
        CatalogTable table = new CatalogTable(recording(asked), "engram-catalog", Servers.circuit(Store.CATALOG));
        DocumentId id = new DocumentId(new Workspace("w"), new SourcePath("w/a.md"));

        new DynamoUnsettled(table).putOff(new Waiting(id, Instant.EPOCH), Instant.EPOCH);

        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(Stream.concat(request.key().keySet().stream(), request.expressionAttributeNames().values().stream()))
                    .containsExactlyInAnyOrderElementsOf(allowed());
            assertThat(request.returnValues()).isNull();
        });
    }

    private static DynamoDbClient recording(List<UpdateItemRequest> asked) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoUnsettledTest.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("updateItem")) {
                        return method.invoke(Servers.dynamoDb(), arguments);
                    }
                    asked.add((UpdateItemRequest) arguments[0]);
                    return UpdateItemResponse.builder().build();
                });
    }

    private static List<String> allowed() throws IOException {
        JsonNode calls = new ObjectMapper().readTree(Path.of(System.getProperty("engram.root"), "infra/calls.json").toFile());
        return calls.at("/functions/reconcile").valueStream()
                .filter(call -> call.path("call").asText().equals("dynamodb UpdateItem") && call.has("attributes"))
                .flatMap(call -> call.path("attributes").valueStream().map(JsonNode::asText))
                .toList();
    }
}
