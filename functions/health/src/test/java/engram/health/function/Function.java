package engram.health.function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaRecorder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;

/// Calls the function as Lambda does: an event's bytes in, a response's bytes out.
final class Function {

    static final String REQUEST_ID = "8f5076a2-41f0-49b0-9d2c-0a6f3f1b7c55";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EVENTS = Path.of(System.getProperty("engram.root")).resolve("events");

    private Function() {}

    /// A response, as the gateway would send it.
    record Reply(int status, JsonNode headers, String body) {

        String header(String name) {
            for (var header : headers.properties()) {
                if (header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                    return header.getValue().isArray()
                            ? header.getValue().get(0).asText()
                            : header.getValue().asText();
                }
            }
            return "";
        }

        JsonNode json() {
            return read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /// The event in that file of `events/`.
    static ObjectNode event(String name) {
        try {
            return (ObjectNode) JSON.readTree(Files.readAllBytes(EVENTS.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reply get(String path) {
        ObjectNode event = event("health-page.json");
        event.put("rawPath", path);
        ((ObjectNode) event.at("/requestContext/http")).put("path", path);
        return call(event);
    }

    static Reply call(ObjectNode event) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            AmazonLambdaRecorder.handle(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), out, new Invocation());
            JsonNode response = read(out.toByteArray());
            String body = response.path("body").asText("");
            if (response.path("isBase64Encoded").asBoolean()) {
                body = new String(Base64.getDecoder().decode(body), java.nio.charset.StandardCharsets.UTF_8);
            }
            JsonNode headers = response.path("multiValueHeaders");
            return new Reply(
                    response.path("statusCode").asInt(),
                    headers.isObject() ? headers : response.path("headers"),
                    body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Invocation implements Context {
        @Override
        public String getAwsRequestId() {
            return REQUEST_ID;
        }

        @Override
        public String getLogGroupName() {
            return "/aws/lambda/health";
        }

        @Override
        public String getLogStreamName() {
            return "tests";
        }

        @Override
        public String getFunctionName() {
            return "health";
        }

        @Override
        public String getFunctionVersion() {
            return "$LATEST";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:eu-central-1:111122223333:function:health";
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 30_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            return null;
        }
    }
}
