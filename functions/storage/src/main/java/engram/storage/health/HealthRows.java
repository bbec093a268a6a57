package engram.storage.health;

import engram.storage.Attributes;
import engram.storage.CatalogTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/// The rows of the catalog table that are about no document: one partition, whose name no document's can be, since
/// theirs hold a "/". They are in none of the table's indexes. Reads ask the table whatever its circuit says: they are there
/// to find out how it is.
final class HealthRows {

    static final String PARTITION = "#health";

    private final CatalogTable table;

    HealthRows(CatalogTable table) {
        this.table = table;
    }

    CatalogTable table() {
        return table;
    }

    static Map<String, AttributeValue> key(String kind) {
        return Map.of("document", Attributes.of(PARTITION), "kind", Attributes.of(kind));
    }

    /// A row to fill.
    static Map<String, AttributeValue> row(String kind) {
        return new HashMap<>(key(kind));
    }

    static Map<String, String> named(String... attributes) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String attribute : attributes) {
            names.put("#" + attribute, attribute);
        }
        return names;
    }

    /// The row as it is now.
    Optional<Attributes> find(String kind) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table.name())
                .key(key(kind))
                .consistentRead(true)
                .build();
        return table.dependency().look(() -> {
            var answer = table.client().getItem(request);
            return answer.hasItem() ? Optional.of(new Attributes(answer.item())) : Optional.empty();
        });
    }
}
