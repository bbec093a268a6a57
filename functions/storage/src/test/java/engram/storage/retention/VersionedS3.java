package engram.storage.retention;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// As much of S3 as is asked about the versions of one object, in S3's own words: the local S3 has no versions.
final class VersionedS3 implements AutoCloseable {

    /// @param lockedUntil by Object Lock, ISO 8601
    /// @param guarded whether a deletion is refused
    record Version(String key, String id, String lastModified, boolean latest, Optional<String> lockedUntil, boolean guarded) {}

    final List<Version> versions = new ArrayList<>();
    final List<String> deleted = new ArrayList<>();
    private final HttpServer server;

    VersionedS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        Optional<Version> version = versions.stream().filter(each -> query.contains("versionId=" + each.id())).findFirst();
        switch (exchange.getRequestMethod()) {
            case "GET" -> say(exchange, 200, list());
            case "HEAD" -> {
                version.flatMap(Version::lockedUntil).ifPresent(until -> {
                    exchange.getResponseHeaders().add("x-amz-object-lock-mode", "GOVERNANCE");
                    exchange.getResponseHeaders().add("x-amz-object-lock-retain-until-date", until);
                });
                say(exchange, 200, "");
            }
            case "DELETE" -> delete(exchange, version);
            default -> say(exchange, 400, "");
        }
    }

    private void delete(HttpExchange exchange, Optional<Version> version) throws IOException {
        if (version.filter(Version::guarded).isPresent()) {
            say(exchange, 403, "<Error><Code>AccessDenied</Code></Error>");
            return;
        }
        deleted.add(version.map(Version::id).orElse("current if " + exchange.getRequestHeaders().getFirst("If-Match")));
        version.ifPresent(versions::remove);
        say(exchange, 204, "");
    }

    private String list() {
        StringBuilder xml = new StringBuilder("<ListVersionsResult><IsTruncated>false</IsTruncated>");
        versions.forEach(version -> xml.append(("<Version><Key>%s</Key><VersionId>%s</VersionId><IsLatest>%s</IsLatest>"
                        + "<LastModified>%s</LastModified></Version>")
                .formatted(version.key(), version.id(), version.latest(), version.lastModified())));
        return xml.append("</ListVersionsResult>").toString();
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
