package engram.local.system.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A request as an event of payload format 2.0, as an HTTP API hands it to a function. `rawPath` and `rawQueryString` are
/// as the client wrote them. A body is text where the content type says so and it is UTF-8, else base64.
///
/// @param uri     path and query, as sent
/// @param headers by any spelling of their names, with all values
record GatewayEvent(String method, URI uri, Headers headers, byte[] body, String id, String address, Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROUTE = "$default";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    byte[] bytes() {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", ROUTE)
                .put("rawPath", uri.getRawPath())
                .put("rawQueryString", query());
        List<String> cookies = cookies();
        if (!cookies.isEmpty()) {
            event.set("cookies", JSON.valueToTree(cookies));
        }
        Map<String, String> singles = singleHeaders();
        event.set("headers", JSON.valueToTree(singles));
        if (!query().isEmpty()) {
            event.set("queryStringParameters", JSON.valueToTree(parameters()));
        }
        event.set("requestContext", context(singles.getOrDefault("user-agent", "")));
        body(event, singles);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String query() {
        return uri.getRawQuery() == null ? "" : uri.getRawQuery();
    }

    private ObjectNode context(String userAgent) {
        ObjectNode context = JSON.createObjectNode()
                .put("accountId", "000000000000")
                .put("apiId", "local")
                .put("domainName", "localhost")
                .put("domainPrefix", "localhost");
        context.putObject("http")
                .put("method", method)
                .put("path", uri.getRawPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", address)
                .put("userAgent", userAgent);
        return context
                .put("requestId", id)
                .put("routeKey", ROUTE)
                .put("stage", ROUTE)
                .put("time", TIME.format(at))
                .put("timeEpoch", at.toEpochMilli());
    }

    private List<String> cookies() {
        var cookies = new ArrayList<String>();
        for (String line : headers.getOrDefault("Cookie", List.of())) {
            for (String cookie : line.split(";")) {
                if (!cookie.isBlank()) {
                    cookies.add(cookie.strip());
                }
            }
        }
        return cookies;
    }

    private Map<String, String> singleHeaders() {
        var singles = new TreeMap<String, String>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.equals("cookie")) {
                singles.put(lower, String.join(",", values));
            }
        });
        return singles;
    }

    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : query().split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                parameters.merge(name, equals < 0 ? "" : decode(pair.substring(equals + 1)), (a, b) -> a + "," + b);
            }
        }
        return parameters;
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private void body(ObjectNode event, Map<String, String> singles) {
        if (body.length == 0) {
            event.put("isBase64Encoded", false);
            return;
        }
        String text = isText(singles) ? utf8(body) : null;
        event.put("body", text == null ? Base64.getEncoder().encodeToString(body) : text)
                .put("isBase64Encoded", text == null);
    }

    private static boolean isText(Map<String, String> singles) {
        String type = singles.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        String media = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        return !singles.containsKey("content-encoding") && (media.startsWith("text/") || media.endsWith("+json")
                || media.endsWith("+xml") || media.equals("application/json") || media.equals("application/xml")
                || media.equals("application/javascript"));
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
