package engram.storage;

import engram.domain.CachedText;
import engram.domain.DocumentId;
import engram.domain.Lease;
import engram.domain.LeaseLost;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Lists of the texts of each document, as rows of the table that the vectors lie in: `text` is "#", the document's key, "#" and the number of
/// the part, which no vector's is, since a model version begins with a letter or digit; `texts` has the hashes by model version, 32 bytes each;
/// `parts` of the first part says how many there are. Parts are written in order, what stays never moves to a later one, and `parts` of the
/// first is lowered last: so whoever dies half-way has unlisted nothing.
final class DynamoTextLists {

    private static final String KEY = "text";
    private static final String TEXTS = "texts";
    private static final String PARTS = "parts";
    private static final String GENERATION = "generation";
    private static final String MINE_OR_OLDER = "attribute_not_exists(#generation) OR #generation <= :generation";
    private static final String NO_MORE_PARTS = "attribute_not_exists(#parts) OR #parts <= :most";
    private static final int HASH_BYTES = 32;

    /// 320 KB of DynamoDB's 400.
    private static final int MOST_IN_A_PART = 10_000;

    private final DynamoDbClient client;
    private final String table;
    private final Dependency dependency;
    private final CallLimit limit;

    DynamoTextLists(DynamoDbClient client, String table, Dependency dependency) {
        this.client = client;
        this.table = table;
        this.dependency = dependency;
        this.limit = CallLimit.of(client.serviceClientConfiguration());
    }

    Set<CachedText> of(DocumentId id) {
        Map<String, AttributeValue> first = part(id, 0);
        Set<CachedText> texts = new LinkedHashSet<>(texts(first));
        for (int part = 1; part < parts(first); part++) {
            texts.addAll(texts(part(id, part)));
        }
        return Collections.unmodifiableSet(texts);
    }

    void put(Lease lease, Set<CachedText> texts) {
        List<List<CachedText>> parts = Batches.parts(List.copyOf(new ArrayList<>(texts)), MOST_IN_A_PART);
        if (parts.isEmpty()) {
            remove(lease);
            return;
        }
        if (writeFirst(lease, parts.size(), parts.getFirst(), parts.size())) {
            writeOthers(lease, parts);
        } else {
            shrink(lease, parts);
        }
    }

    private void writeOthers(Lease lease, List<List<CachedText>> parts) {
        for (int part = 1; part < parts.size(); part++) {
            write(lease, row(lease, part, parts.size(), parts.get(part)));
        }
    }

    private void shrink(Lease lease, List<List<CachedText>> parts) {
        int before = parts(part(lease.id(), 0));
        writeFirst(lease, before, parts.getFirst(), before);
        writeOthers(lease, parts);
        for (int part = before - 1; part >= parts.size(); part--) {
            delete(lease, part);
        }
        writeFirst(lease, parts.size(), parts.getFirst(), before);
    }

    /// The first part goes last, since it knows of the others.
    private void remove(Lease lease) {
        for (int part = parts(part(lease.id(), 0)) - 1; part >= 0; part--) {
            delete(lease, part);
        }
    }

    private Map<String, AttributeValue> part(DocumentId id, int part) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(key(id, part))
                .consistentRead(true)
                .overrideConfiguration(limit.now())
                .build();
        return dependency.ask(() -> client.getItem(request).item());
    }

    /// @return false if there are more than that, and nothing was written
    private boolean writeFirst(Lease lease, int parts, List<CachedText> texts, int most) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(row(lease, 0, parts, texts))
                .conditionExpression("(" + MINE_OR_OLDER + ") AND (" + NO_MORE_PARTS + ")")
                .expressionAttributeNames(CatalogNames.named(GENERATION, PARTS))
                .expressionAttributeValues(
                        Map.of(":generation", Attributes.of(lease.generation()), ":most", Attributes.of(most)))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(limit.now())
                .build();
        return dependency.ask(() -> {
            try {
                client.putItem(request);
                return true;
            } catch (ConditionalCheckFailedException e) {
                if (!e.hasItem() || new Attributes(e.item()).number(GENERATION) > lease.generation()) {
                    throw new LeaseLost(lease);
                }
                return false;
            }
        });
    }

    private void write(Lease lease, Map<String, AttributeValue> row) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(row)
                .conditionExpression(MINE_OR_OLDER)
                .expressionAttributeNames(CatalogNames.named(GENERATION))
                .expressionAttributeValues(Map.of(":generation", Attributes.of(lease.generation())))
                .overrideConfiguration(limit.now())
                .build();
        dependency.ask(() -> {
            try {
                return client.putItem(request);
            } catch (ConditionalCheckFailedException _) {
                throw new LeaseLost(lease);
            }
        });
    }

    private static Map<String, AttributeValue> row(Lease lease, int part, int parts, List<CachedText> texts) {
        Map<String, AttributeValue> row = new HashMap<>(key(lease.id(), part));
        row.put(GENERATION, Attributes.of(lease.generation()));
        row.put(PARTS, Attributes.of(parts));
        row.put(TEXTS, AttributeValue.fromM(bytes(texts)));
        return row;
    }

    private void delete(Lease lease, int part) {
        DeleteItemRequest request = DeleteItemRequest.builder()
                .tableName(table)
                .key(key(lease.id(), part))
                .conditionExpression(MINE_OR_OLDER)
                .expressionAttributeNames(CatalogNames.named(GENERATION))
                .expressionAttributeValues(Map.of(":generation", Attributes.of(lease.generation())))
                .overrideConfiguration(limit.now())
                .build();
        dependency.ask(() -> {
            try {
                return client.deleteItem(request);
            } catch (ConditionalCheckFailedException _) {
                throw new LeaseLost(lease);
            }
        });
    }

    private static Map<String, AttributeValue> key(DocumentId id, int part) {
        return Map.of(KEY, Attributes.of("#" + id.key() + "#" + part));
    }

    /// 0 if there is no such row.
    private static int parts(Map<String, AttributeValue> first) {
        return first.isEmpty() ? 0 : Math.toIntExact(new Attributes(first).number(PARTS));
    }

    private static Map<String, AttributeValue> bytes(List<CachedText> texts) {
        Map<String, List<TextHash>> byModel = new LinkedHashMap<>();
        texts.forEach(text -> byModel.computeIfAbsent(text.model().value(), _ -> new ArrayList<>()).add(text.text()));
        Map<String, AttributeValue> bytes = new LinkedHashMap<>();
        byModel.forEach((model, hashes) -> {
            ByteBuffer all = ByteBuffer.allocate(hashes.size() * HASH_BYTES);
            hashes.forEach(hash -> all.put(HexFormat.of().parseHex(hash.hex())));
            bytes.put(model, Attributes.of(all.array()));
        });
        return bytes;
    }

    private static List<CachedText> texts(Map<String, AttributeValue> row) {
        List<CachedText> texts = new ArrayList<>();
        if (!row.isEmpty()) {
            row.get(TEXTS).m().forEach((model, value) -> {
                ModelVersion version = new ModelVersion(model);
                byte[] all = value.b().asByteArrayUnsafe();
                for (int at = 0; at < all.length; at += HASH_BYTES) {
                    texts.add(new CachedText(version, new TextHash(HexFormat.of().formatHex(all, at, at + HASH_BYTES))));
                }
            });
        }
        return texts;
    }
}
