package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.EmbeddingSample;
import engram.domain.EmbeddingSample.Kept;
import engram.domain.ModelVersion;
import engram.storage.circuit.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoEmbeddingSampleTest {

    private static final DynamoDbClient CLIENT = Servers.dynamoDb();

    private final String table = "sampled-" + System.nanoTime();
    private final EmbeddingSample sample = new DynamoEmbeddingSample(CLIENT, table, new Random(3), Servers.circuit(Store.EMBEDDINGS));

    @BeforeEach
    void aTableOfItsOwn() {
        CLIENT.createTable(create -> create.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder().attributeName("text").attributeType(ScalarAttributeType.S).build())
                .keySchema(KeySchemaElement.builder().attributeName("text").keyType(KeyType.HASH).build()));
    }

    @Test
    void ofFewAllAreDrawnOnceWhereverItBegins() {
        for (int i = 0; i < 7; i++) {
            put("model-a#" + i, 1_800_000_000L);
        }
        put("model-b#0", null);

        for (int times = 0; times < 20; times++) {
            List<Kept> drawn = sample.draw(100);
            assertThat(drawn).hasSize(8);
            assertThat(drawn).filteredOn(kept -> kept.model().equals(new ModelVersion("model-a"))).hasSize(7)
                    .allSatisfy(kept -> assertThat(kept.expiresAt()).hasValue(Instant.ofEpochSecond(1_800_000_000L)));
            assertThat(drawn).contains(new Kept(new ModelVersion("model-b"), Optional.empty()));
        }
    }

    @Test
    void ofManySoManyAreDrawnAndOthersEachTime() {
        for (int i = 0; i < 60; i++) {
            put("model-" + i + "#x", null);
        }
        Set<String> seen = new HashSet<>();
        for (int times = 0; times < 60; times++) {
            List<Kept> drawn = sample.draw(5);
            assertThat(drawn).hasSize(5).doesNotHaveDuplicates();
            drawn.forEach(kept -> seen.add(kept.model().value()));
        }

        assertThat(seen).hasSizeGreaterThan(30);
    }

    @Test
    void whatIsNotOursIsPassedOver() {
        put("no mark", null);
        put("NOT A MODEL#1", null);
        put("#1", null);

        assertThat(sample.draw(10)).isEmpty();
    }

    private void put(String text, Long expiresAt) {
        Map<String, AttributeValue> row = new HashMap<>();
        row.put("text", Attributes.of(text));
        if (expiresAt != null) {
            row.put("expiresAt", Attributes.of(expiresAt));
        }
        CLIENT.putItem(put -> put.tableName(table).item(row));
    }
}
