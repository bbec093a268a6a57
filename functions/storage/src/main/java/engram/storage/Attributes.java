package engram.storage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a row of a DynamoDB table holds, read with a clear message where it is not what it should be.
public record Attributes(Map<String, AttributeValue> values) {

    public static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    public static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    public static AttributeValue of(boolean flag) {
        return AttributeValue.fromBool(flag);
    }

    public static AttributeValue of(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
    }

    /// To the nanosecond, and readable.
    public static AttributeValue of(Instant moment) {
        return AttributeValue.fromS(moment.toString());
    }

    public static AttributeValue of(Map<String, String> texts) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, of(text)));
        return AttributeValue.fromM(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String text(String name) {
        return present(name, value(name).s());
    }

    public Optional<String> textIfAny(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    public long number(String name) {
        return Long.parseLong(present(name, value(name).n()));
    }

    public boolean flag(String name) {
        return present(name, value(name).bool());
    }

    public byte[] bytes(String name) {
        return present(name, value(name).b()).asByteArrayUnsafe();
    }

    public Instant moment(String name) {
        return Instant.parse(text(name));
    }

    public Map<String, String> texts(String name) {
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
