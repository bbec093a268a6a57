package engram.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaRecorder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The function under test behind an HTTP API, called as Lambda does: an event's bytes in, a response's bytes out.
///
/// @param memory in MB
public record HttpFunction(String name, int memory) {

    public static final String REQUEST_ID = "8f5076a2-41f0-49b0-9d2c-0a6f3f1b7c55";

    public Reply call(ObjectNode event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            AmazonLambdaRecorder.handle(
                    new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
                    out,
                    new Invocation(name, memory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode response = Json.read(out.toString(StandardCharsets.UTF_8));
        String body = response.path("body").asText("");
        if (response.path("isBase64Encoded").asBoolean()) {
            body = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
        }
        JsonNode headers = response.path("multiValueHeaders");
        return new Reply(
                response.path("statusCode").asInt(), headers.isObject() ? headers : response.path("headers"), body);
    }
}
