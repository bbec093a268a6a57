package engram.local.system.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class LocalDynamoDbTest {
    private static EmbeddedServers servers;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.start(Part.DYNAMODB);
        dynamoDb = Clients.dynamoDb(servers);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void theTablesOfInfraAreThereAndForgetWhatExpires() {
        assertThat(dynamoDb.listTables().tableNames()).containsExactlyInAnyOrder("engram-catalog", "engram-embeddings");
        for (String table : dynamoDb.listTables().tableNames()) {
            var expiry = dynamoDb.describeTimeToLive(b -> b.tableName(table)).timeToLiveDescription();
            assertThat(expiry.attributeName()).isEqualTo("expiresAt");
            assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        }
    }

    @Test
    void tablesThatAreThereStayAsTheyAre() {
        put("stays");
        new Tables(servers.dynamoDb()).create(Installation.find());
        assertThat(has("stays")).isTrue();
    }

    @Test
    void whatWasWrittenSurvivesAKill() {
        for (int i = 0; i < 50; i++) {
            put("before the kill " + i);
        }
        servers.of(Part.DYNAMODB).kill();
        servers.of(Part.DYNAMODB).restart();
        for (int i = 0; i < 50; i++) {
            assertThat(has("before the kill " + i)).isTrue();
        }
    }

    private static void put(String text) {
        dynamoDb.putItem(b -> b.tableName("engram-embeddings").item(Map.of("text", AttributeValue.fromS(text))));
    }

    private static boolean has(String text) {
        return dynamoDb.getItem(b -> b.tableName("engram-embeddings").key(Map.of("text", AttributeValue.fromS(text)))).hasItem();
    }
}
