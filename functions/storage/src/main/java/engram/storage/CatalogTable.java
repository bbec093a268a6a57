package engram.storage;

import engram.storage.circuit.Circuit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The catalog's table: conditional changes of one row, whose outcome is a value.
public final class CatalogTable {

    private final DynamoDbClient client;
    private final String name;
    private final Dependency dependency;
    private final CallLimit limit;

    CatalogTable(DynamoDbClient client, String name, Circuit circuit) {
        this.client = client;
        this.name = name;
        this.limit = CallLimit.of(client.serviceClientConfiguration());
        this.dependency = Dependency.of(
                "DynamoDB table " + name,
                client.serviceClientConfiguration(),
                "create the table from infra/catalog-table.json, or set ENGRAM_CATALOG_TABLE to its name and allow the"
                        + " function's role to read and write it and its indexes",
                circuit);
    }

    public String name() {
        return name;
    }

    public Dependency dependency() {
        return dependency;
    }

    public DynamoDbClient client() {
        return client;
    }

    /// What a conditional change found. After a retried request it may be the change's own effect that it found.
    public sealed interface Change {
        /// @param row as it is now
        record Made(Map<String, AttributeValue> row) implements Change {}

        /// @param row as it was when the condition did not hold; absent if there was none
        record Denied(Optional<Map<String, AttributeValue>> row) implements Change {}
    }

    public Change update(UpdateItemRequest.Builder update) {
        UpdateItemRequest request = update.tableName(name)
                .overrideConfiguration(limit.now())
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return dependency.ask(() -> {
            try {
                return new Change.Made(client.updateItem(request).attributes());
            } catch (ConditionalCheckFailedException e) {
                return new Change.Denied(e.hasItem() ? Optional.of(e.item()) : Optional.empty());
            }
        });
    }

    /// Asks for nothing back, so that a role can be kept to the attributes that are named.
    ///
    /// @return whether the condition held
    public boolean updateBlindly(UpdateItemRequest.Builder update) {
        UpdateItemRequest request = update.tableName(name).overrideConfiguration(limit.now()).build();
        return held(() -> client.updateItem(request));
    }

    /// Shards of the index of unsettled leases.
    public static List<String> unsettledShards() {
        return LeaseRow.shards();
    }

    /// @return whether the condition held
    public boolean put(PutItemRequest.Builder put) {
        PutItemRequest request = put.tableName(name).overrideConfiguration(limit.now()).build();
        return held(() -> client.putItem(request));
    }

    private boolean held(Runnable change) {
        return dependency.ask(() -> {
            try {
                change.run();
                return true;
            } catch (ConditionalCheckFailedException _) {
                return false;
            }
        });
    }
}
