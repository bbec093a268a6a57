package engram.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Attributes of a row that are set or removed together, as an update expression of DynamoDB.
final class RowUpdate {

    private final List<String> set = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /// @param value absent: the attribute is removed
    RowUpdate set(String name, Optional<AttributeValue> value) {
        if (value.isEmpty()) {
            return remove(name);
        }
        names.put("#" + name, name);
        values.put(":" + name, value.get());
        set.add("#" + name + " = :" + name);
        return this;
    }

    RowUpdate remove(String name) {
        names.put("#" + name, name);
        removed.add("#" + name);
        return this;
    }

    String expression() {
        return (set.isEmpty() ? "" : "SET " + String.join(", ", set))
                + (removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed));
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
