package engram.local.cli;

import com.sun.net.httpserver.HttpServer;
import engram.local.cli.terminal.Terminal;
import engram.local.system.parts.Throwaway;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Goes through the short commands once, against a server that answers the same to everything, so that the JVM notes which
/// classes they need and can have them ready at the next start. Run by the script after a build.
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Path data = Throwaway.create("engram-rehearsal");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean bucket = exchange.getRequestURI().getPath().startsWith("/engram");
            byte[] body = (bucket ? LISTING : ANSWER).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", bucket ? "application/xml" : "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            rehearse(data, "http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
            Folders.delete(data);
        }
    }

    private static void rehearse(Path data, String url) throws IOException {
        Files.writeString(
                data.resolve("engram.json"),
                "{\"pid\":%d,\"url\":\"%s\",\"s3\":{\"endpoint\":\"%s\",\"bucket\":\"engram\"},\"opensearch\":{\"endpoint\":\"%s\",\"alias\":\"engram\"}}"
                        .formatted(ProcessHandle.current().pid(), url, url, url));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Shell shell = new Shell(new Terminal(nowhere, nowhere, true, true, 100), Map.of("ENGRAM_DATA", data.toString()), data);
        Main.run(shell, "--help");
        Main.run(shell, "search", "--help");
        Main.run(shell, "search", "a", "question");
        Main.run(shell, "search", "--json", "a question");
        Main.run(shell, "documents");
        Main.run(shell, "documents", "--json");
        Main.run(shell, "status");
        Main.run(shell, "nonsense");
    }

    private static final String LISTING = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>
            <Contents><Key>w/a</Key><ETag>"1"</ETag><Size>1</Size></Contents>
            <CommonPrefixes><Prefix>w/</Prefix></CommonPrefixes></ListBucketResult>
            """;

    private static final String ANSWER = """
            {"mode":"hybrid","k":5,"took":1,"url":"http://x","uptimeSeconds":1,"chunks":1,"queue":{"visible":0},
             "parts":[{"name":"s3","state":"running","port":1,"rssBytes":1048576}],
             "functions":[{"name":"query","state":"running","busy":0,"environments":1}],
             "hits":[{"sourcePath":"w/a","ordinal":0,"score":0.5,"text":"some text with words","highlights":["some <em>text</em>"],
                      "title":"","headingPath":["A","B"],"start":0,"end":10}],
             "documents":[{"sourcePath":"w/a","status":"INDEXED","chunks":1,"size":10,"indexedAt":"2026-01-01T00:00:00Z"}]}
            """;
}
