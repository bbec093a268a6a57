package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.TransientFailure;
import engram.storage.circuit.Store;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// An answer that the end of a connection cuts off is none, wherever it is cut.
@Timeout(120)
class WholeAnswersTest {

    private static final String FOUND = "{\"Item\":{\"pk\":{\"S\":\"there\"}}}";

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 29\r\n\r\n" + FOUND, "Transfer-Encoding: chunked\r\n\r\n1d\r\n" + FOUND + "\r\n0\r\n\r\n"
    })
    void aRowIsReadOrThereIsNoAnswer(String rest) throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nx-amzn-RequestId: 1\r\nContent-Type: application/x-amz-json-1.0\r\n" + rest;
        int heard = answer.indexOf(FOUND) + FOUND.length();
        try (CuttingServer server = new CuttingServer(answer);
                DynamoDbClient client = Servers.dynamoDb(server.endpoint(), WholeAnswersTest::oneTry)) {
            assertThat(row(client)).containsKey("pk");
            for (int length = 0; length < heard; length++) {
                server.cutAt(length);
                assertThatThrownBy(() -> row(client)).as("cut at %d", length).isInstanceOf(TransientFailure.class);
            }
        }
    }

    @Test
    void anObjectIsReadWholeOrNotAtAll() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nhello world";
        try (CuttingServer server = new CuttingServer(answer);
                S3Client client = Servers.s3(server.endpoint(), WholeAnswersTest::oneTry)) {
            assertThat(object(client)).isEqualTo("hello world");
            for (int length = 0; length < answer.length(); length++) {
                server.cutAt(length);
                assertThatThrownBy(() -> object(client)).as("cut at %d", length).isInstanceOf(TransientFailure.class);
            }
        }
    }

    @Test
    void whatIsCutOffIsAskedAgain() throws IOException {
        try (CuttingServer server = new CuttingServer("HTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n" + FOUND);
                DynamoDbClient client = Servers.dynamoDb(server.endpoint(), new WholeAnswers())) {
            server.cutOnceAt(20);

            assertThat(row(client)).containsKey("pk");
            assertThat(server.asked).hasValue(2);
        }
    }

    @Test
    void anAnswerThatHasNoBodyNeedNotSaySo() throws IOException {
        try (CuttingServer server = new CuttingServer("HTTP/1.1 204 No Content\r\nx-amz-request-id: 1\r\n\r\n");
                S3Client client = Servers.s3(server.endpoint(), WholeAnswersTest::oneTry)) {
            assertThat(client.deleteObject(delete -> delete.bucket("b").key("k")).sdkHttpResponse().statusCode())
                    .isEqualTo(204);
        }
    }

    private static void oneTry(ClientOverrideConfiguration.Builder override) {
        override.addExecutionInterceptor(new WholeAnswers()).retryStrategy(tries -> tries.maxAttempts(1));
    }

    private static Map<String, AttributeValue> row(DynamoDbClient client) {
        return Dependency.of("DynamoDB table t", client.serviceClientConfiguration(), "none", Servers.circuit(Store.CATALOG))
                .look(() -> client.getItem(get -> get.tableName("t").key(Map.of("pk", AttributeValue.fromS("there")))))
                .item();
    }

    private static String object(S3Client client) {
        return Dependency.of("S3 bucket b", client.serviceClientConfiguration(), "none", Servers.circuit(Store.S3))
                .look(() -> client.getObject(get -> get.bucket("b").key("k"), ResponseTransformer.toBytes()))
                .asUtf8String();
    }
}
