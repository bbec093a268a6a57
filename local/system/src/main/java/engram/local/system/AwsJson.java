package engram.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.parts.Unchecked;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/// One AWS service on this machine, spoken to in AWS's JSON protocol. Local services check no signature: the credentials
/// in the header are only what they tell apart accounts by.
public final class AwsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI endpoint;
    private final String target;
    private final String version;
    private final String authorization;

    private AwsJson(HttpClient http, URI endpoint, String target, String version, String service) {
        this.http = http;
        this.endpoint = endpoint;
        this.target = target;
        this.version = version;
        this.authorization = Unchecked.authorization(service);
    }

    public static AwsJson sqs(HttpClient http, URI endpoint) {
        return new AwsJson(http, endpoint, "AmazonSQS.", "1.0", "sqs");
    }

    public static AwsJson dynamoDb(HttpClient http, URI endpoint) {
        return new AwsJson(http, endpoint, "DynamoDB_20120810.", "1.0", "dynamodb");
    }

    /// @param most how long the answer may take
    /// @throws ServiceError if the service answers with an error
    /// @throws IOException  if it does not answer
    public JsonNode call(String operation, JsonNode input, Duration most) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint)
                .timeout(most)
                .header("X-Amz-Target", target + operation)
                .header("Content-Type", "application/x-amz-json-" + version)
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(input)))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        byte[] body = response.body();
        if (response.statusCode() != 200) {
            throw ServiceError.of(operation, response.statusCode(), body);
        }
        return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    }

    /// Has DynamoDB scan a table or index, page by page.
    ///
    /// @param request gets the key that each further page begins after
    /// @param most    how long the answer to one page may take
    /// @param each    takes every item, as DynamoDB writes it
    public void scan(ObjectNode request, Duration most, Consumer<JsonNode> each) throws IOException, InterruptedException {
        JsonNode last;
        do {
            JsonNode page = call("Scan", request, most);
            page.path("Items").forEach(each);
            last = page.path("LastEvaluatedKey");
            request.set("ExclusiveStartKey", last);
        } while (last.isObject());
    }

    /// An answer that is an error.
    public static final class ServiceError extends IOException {

        private static final long serialVersionUID = 1;

        private final String code;

        private ServiceError(String operation, int status, String code, String message) {
            super(operation + " failed: " + code + " (" + status + ")" + (message.isEmpty() ? "" : ": " + message));
            this.code = code;
        }

        /// The error's short name, without the namespace before `#`.
        public String code() {
            return code;
        }

        private static ServiceError of(String operation, int status, byte[] body) {
            JsonNode error;
            try {
                error = JSON.readTree(body);
            } catch (IOException e) {
                return new ServiceError(operation, status, "unreadable answer", "");
            }
            String type = error.path("__type").asText("unknown");
            String message = error.path("message").asText(error.path("Message").asText(""));
            return new ServiceError(operation, status, type.substring(type.indexOf('#') + 1), message);
        }
    }
}
