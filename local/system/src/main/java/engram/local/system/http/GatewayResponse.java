package engram.local.system.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A function's answer in payload format 2.0, as the HTTP response that it means. An answer without a `statusCode` is
/// itself the body of a 200 with content type application/json.
///
/// @param cookies values of `Set-Cookie`
record GatewayResponse(int status, Map<String, String> headers, List<String> cookies, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Headers that belong to the connection, not to the answer.
    private static final Set<String> OURS = Set.of("connection", "content-length", "transfer-encoding", "keep-alive",
            "upgrade", "date");

    /// @throws IOException if the answer is no response of payload format 2.0
    static GatewayResponse of(byte[] answer) throws IOException {
        JsonNode response = JSON.readTree(answer);
        if (!response.isObject() || !response.has("statusCode")) {
            return new GatewayResponse(200, Map.of("content-type", "application/json"), List.of(), answer);
        }
        int status = response.path("statusCode").asInt(0);
        if (status < 200 || status > 599) {
            throw new IOException("the function answered with the status " + response.path("statusCode"));
        }
        return new GatewayResponse(status, headers(response), cookies(response), body(response));
    }

    private static Map<String, String> headers(JsonNode response) {
        var headers = new TreeMap<String, String>();
        response.path("multiValueHeaders").properties().forEach(header -> {
            var values = new ArrayList<String>();
            header.getValue().forEach(value -> values.add(value.asText()));
            headers.put(header.getKey().toLowerCase(Locale.ROOT), String.join(",", values));
        });
        response.path("headers").properties().forEach(header ->
                headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
        headers.keySet().removeAll(OURS);
        headers.putIfAbsent("content-type", "text/plain; charset=utf-8");
        return headers;
    }

    private static List<String> cookies(JsonNode response) {
        var cookies = new ArrayList<String>();
        response.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        return cookies;
    }

    private static byte[] body(JsonNode response) throws IOException {
        String body = response.path("body").isNull() ? "" : response.path("body").asText("");
        if (!response.path("isBase64Encoded").asBoolean(false)) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IOException("the function's body is not base64: " + e.getMessage(), e);
        }
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, oneLine(value)));
        cookies.forEach(cookie -> exchange.getResponseHeaders().add("Set-Cookie", oneLine(cookie)));
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304
                || body.length == 0;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String oneLine(String value) {
        return value.replace('\r', ' ').replace('\n', ' ');
    }
}
