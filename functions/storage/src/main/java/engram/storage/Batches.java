package engram.storage;

import engram.domain.Backoff;
import engram.domain.NotAfter;
import engram.domain.OutOfTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Reads and writes many rows of one DynamoDB table, in as few requests as its limits allow. What DynamoDB leaves
/// unprocessed is asked again, with waits in between. No request is begun after [NotAfter].
final class Batches {

    /// DynamoDB's own limits for one request.
    private static final int MAX_READS = 100;
    private static final int MAX_WRITES = 25;

    private final DynamoDbClient client;
    private final String table;
    private final Dependency dependency;
    private final Backoff backoff;
    private final CallLimit limit;

    Batches(DynamoDbClient client, String table, Dependency dependency, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.dependency = dependency;
        this.backoff = backoff;
        this.limit = CallLimit.of(client.serviceClientConfiguration());
    }

    /// Hands each row that exists to `found`.
    ///
    /// @param keys each once
    void read(List<Map<String, AttributeValue>> keys, boolean consistent, Consumer<Map<String, AttributeValue>> found) {
        for (List<Map<String, AttributeValue>> part : parts(keys, MAX_READS)) {
            Map<String, KeysAndAttributes> asked = Map.of(
                    table,
                    KeysAndAttributes.builder()
                            .keys(part)
                            .consistentRead(consistent)
                            .build());
            for (int tries = 1; !asked.isEmpty(); tries++) {
                Map<String, KeysAndAttributes> request = asked;
                var answer = ask(() -> client.batchGetItem(
                        get -> get.requestItems(request).overrideConfiguration(limit.now())));
                answer.responses().getOrDefault(table, List.of()).forEach(found);
                asked = answer.unprocessedKeys();
                waitFor(asked, tries);
            }
        }
    }

    /// @param writes of distinct rows
    void write(List<WriteRequest> writes) {
        for (List<WriteRequest> part : parts(writes, MAX_WRITES)) {
            Map<String, List<WriteRequest>> asked = Map.of(table, part);
            for (int tries = 1; !asked.isEmpty(); tries++) {
                Map<String, List<WriteRequest>> request = asked;
                asked = ask(() -> client.batchWriteItem(
                                put -> put.requestItems(request).overrideConfiguration(limit.now()))).unprocessedItems();
                waitFor(asked, tries);
            }
        }
    }

    private <T> T ask(Supplier<T> call) {
        if (!backoff.clock().instant().isBefore(NotAfter.moment())) {
            throw new OutOfTime(dependency.name() + " was not asked: no time is left");
        }
        return dependency.ask(call);
    }

    private void waitFor(Map<String, ?> unprocessed, int tries) {
        if (!unprocessed.isEmpty()) {
            backoff.pause(tries, dependency.name() + " (" + dependency.place() + ") is throttling, it left requests unprocessed");
        }
    }

    static <T> List<List<T>> parts(List<T> all, int size) {
        return all.stream().gather(Gatherers.windowFixed(size)).toList();
    }
}
