package engram.storage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a row of a DynamoDB table holds, read with a clear message where it is not what it should be.
record Attributes(Map<String, AttributeValue> values) {

    static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue of(boolean flag) {
        return AttributeValue.fromBool(flag);
    }

    static AttributeValue of(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
    }

    /// To the nanosecond, and readable.
    static AttributeValue of(Instant moment) {
        return AttributeValue.fromS(moment.toString());
    }

    static AttributeValue of(Map<String, String> texts) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, of(text)));
        return AttributeValue.fromM(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        return present(name, value(name).s());
    }

    Optional<String> textIfAny(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    long number(String name) {
        return Long.parseLong(present(name, value(name).n()));
    }

    boolean flag(String name) {
        return present(name, value(name).bool());
    }

    byte[] bytes(String name) {
        return present(name, value(name).b()).asByteArrayUnsafe();
    }

    Instant moment(String name) {
        return Instant.parse(text(name));
    }

    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (has(name)) {
            value(name).m().forEach((key, text) -> texts.put(key, text.s()));
        }
        return texts;
    }

    private AttributeValue value(String name) {
        return present(name, values.get(name));
    }

    private <T> T present(String name, T value) {
        if (value == null) {
            throw new IllegalStateException("row " + values.get(CatalogNames.DOCUMENT) + " of the catalog lacks " + name
                    + " or has it in another type: it was not written by Engram");
        }
        return value;
    }
}
