package engram.local.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import engram.local.endtoend.recorder.Agent;
import engram.local.endtoend.recorder.CallRecorder;
import engram.local.system.IndexKind;
import engram.local.system.Trial;
import engram.local.system.parts.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What functions call: AWS's stores by an interceptor in their processes, OpenSearch by a proxy before it, which knows who asks
/// by the signature.
final class Recording implements AutoCloseable {

    private static final Pattern SIGNED_BY = Pattern.compile("Credential=([a-z]+)/\\d{8}/[a-z0-9-]+/(?:es|aoss)/aws4_request");
    private static final Pattern CONCRETE = Pattern.compile("/engram-(?!\\*)[^/]+");

    private final IndexKind kind;
    private final Path folder;
    private final Path agent;
    private final HttpServer proxy;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> index = new ConcurrentSkipListSet<>();
    private volatile URI openSearch;

    /// @param partition  empty: the call says nothing of one
    /// @param attributes of a row that it names; `*`: all
    record Seen(String function, String call, String on, String partition, Set<String> attributes) {}

    /// @param kind of index that functions are told of
    Recording(Path folder, IndexKind kind) throws IOException {
        this.kind = kind;
        this.folder = Files.createDirectories(folder.resolve("calls"));
        this.agent = jar(folder.resolve("recorder.jar"));
        this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(threads);
        proxy.createContext("/", this::pass);
        proxy.start();
    }

    /// A system that is recorded. Requests to the index are signed, as on AWS. A JVM with an agent dies of an AOT cache that was made
    /// without it, so that none is used, nor made.
    Trial trial() {
        return new Trial(
                this::detour,
                Map.of(
                        "JAVA_TOOL_OPTIONS", "-XX:AOTMode=off -javaagent:" + agent + "=" + folder,
                        "ENGRAM_INDEX_SIGNING", kind == IndexKind.DOMAIN ? "es" : "aoss"));
    }

    private URI detour(Part part, URI endpoint) {
        if (part != Part.OPENSEARCH) {
            return endpoint;
        }
        openSearch = endpoint;
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestURI().getRawPath();
            signer(exchange).ifPresent(function -> index.add(function + "\tes " + exchange.getRequestMethod() + " "
                    + CONCRETE.matcher(asked).replaceAll("/engram-MODEL") + "\tindex\t\t"));
            HttpRequest.Builder request = HttpRequest.newBuilder(openSearch.resolve(exchange.getRequestURI().toString()))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).ifPresent(type -> request.header("Content-Type", type));
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            response.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<String> signer(HttpExchange exchange) {
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
        Matcher found = SIGNED_BY.matcher(authorization);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /// All so far.
    List<Seen> seen() {
        List<Seen> seen = new ArrayList<>();
        index.forEach(line -> seen.add(seen(line)));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String function = file.getFileName().toString().replaceAll("-\\d+$", "");
                for (String line : Files.readAllLines(file)) {
                    seen.add(seen(function + "\t" + line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seen;
    }

    private static Seen seen(String line) {
        String[] parts = line.split("\t", -1);
        return new Seen(parts[0], parts[1], on(parts[2]), parts[3], Set.of(parts[4].split(",")));
    }

    /// The short name of `infra/calls.json`.
    private static String on(String thing) {
        return switch (thing) {
            case "engram" -> "documents";
            case "engram-ledger" -> "ledger";
            case "engram-catalog" -> "catalog";
            case "engram-catalog/documents" -> "catalog/documents";
            case "engram-catalog/unsettled" -> "catalog/unsettled";
            case "engram-embeddings" -> "embeddings";
            case String queue when queue.endsWith("/engram-hints") -> "hints";
            case String queue when queue.endsWith("/engram-hints-dlq") -> "dead-hints";
            case "index" -> "index";
            default -> "archive";
        };
    }

    private static Path jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), Agent.class.getName());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Class<?> type : List.of(Agent.class, CallRecorder.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
                    bytes.transferTo(jar);
                }
            }
            jar.putNextEntry(new JarEntry("software/amazon/awssdk/global/handlers/execution.interceptors"));
            jar.write(CallRecorder.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.close();
        http.close();
    }
}
