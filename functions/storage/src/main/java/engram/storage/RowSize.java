package engram.storage;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How many bytes DynamoDB counts for a row, at most: names and texts in UTF-8, bytes as they are, numbers at their
/// greatest length, and the overhead of maps.
final class RowSize {

    /// DynamoDB's own limit.
    static final int MAX_BYTES = 400 * 1024;

    private static final int NUMBER_BYTES = 21;
    private static final int MAP_BYTES = 3;

    private RowSize() {}

    static int of(Map<String, AttributeValue> row) {
        int bytes = 0;
        for (Map.Entry<String, AttributeValue> attribute : row.entrySet()) {
            bytes += utf8(attribute.getKey()) + of(attribute.getValue());
        }
        return bytes;
    }

    private static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case B -> value.b().asByteArrayUnsafe().length;
            case M -> MAP_BYTES + value.m().size() + of(value.m());
            case N -> NUMBER_BYTES;
            case BOOL, NUL -> 1;
            case SS, NS, BS, L, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("the catalog has no attributes of type " + value.type());
        };
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
