package engram.local.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.chaos.compare.CatalogReader;
import engram.local.chaos.compare.Stores;
import engram.local.chaos.compare.Web;
import engram.local.chaos.load.Author;
import engram.local.system.AwsJson;
import engram.local.system.Description;
import engram.local.system.Description.Child;
import engram.local.system.LocalSystem;
import engram.local.system.queue.MessageQueue;
import engram.local.system.replay.Hint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// The system that stands the storms, with all that they reach it by.
final class Arena implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalSystem system;
    private final Proxies proxies;
    private final Author author;
    private final Stores stores;
    private final Web web = new Web(Duration.ofMinutes(1));
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    Arena(LocalSystem system, Proxies proxies, Author author, Stores stores) {
        this.system = system;
        this.proxies = proxies;
        this.author = author;
        this.stores = stores;
    }

    Proxies proxies() {
        return proxies;
    }

    CatalogReader catalog() {
        return stores.catalog();
    }

    /// The processes of a part or function; asks no store, which may be suspended.
    List<Child> processes(String name) {
        return system.description().children().stream().filter(each -> each.name().equals(name) && each.pid() > 0).toList();
    }

    /// Whether every process runs that should, and the index, if there is one, has its shards.
    boolean allRun() throws InterruptedException {
        return indexIsThere()
                && system.description().children().stream().allMatch(each -> each.state().equals("running") && each.pid() > 0);
    }

    private boolean indexIsThere() throws InterruptedException {
        Description.OpenSearch index = system.description().opensearch();
        URI alias = URI.create(index.endpoint() + "/_alias/" + index.alias());
        URI health = URI.create(index.endpoint() + "/_cluster/health/" + index.alias() + "?wait_for_status=yellow&timeout=1s");
        try {
            return web.send("GET", alias, Map.of(), new byte[0]).statusCode() == 404
                    || web.send("GET", health, Map.of(), new byte[0]).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// Messages for documents that have not changed.
    ///
    /// @return how many
    int duplicate(int most, SplittableRandom random) throws IOException, InterruptedException {
        List<String> paths = author.paths();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < most && !paths.isEmpty(); i++) {
            // Few documents get many, as if one key were hot.
            String path = paths.get(random.nextInt(1 + random.nextInt(paths.size())));
            bodies.add(new Hint(path, random.nextBoolean()).body(system.description().s3().bucket(), Instant.now()));
        }
        queue(system.description().sqs().queueUrl()).send(bodies);
        return bodies.size();
    }

    /// Messages that are waiting or being worked on, by what SQS says now.
    long messages() throws IOException, InterruptedException {
        return queue(system.description().sqs().queueUrl()).depth().all();
    }

    /// Messages that were given up.
    long deadMessages() throws IOException, InterruptedException {
        return queue(system.description().sqs().deadLetterQueueUrl()).depth().all();
    }

    private MessageQueue queue(String url) throws IOException, InterruptedException {
        return MessageQueue.create(AwsJson.sqs(http, system.description().sqs().endpoint()), url.substring(url.lastIndexOf('/') + 1),
                Map.of());
    }

    /// Sends what was given up to its queue again.
    ///
    /// @return how many messages
    long redrive() throws IOException, InterruptedException {
        return JSON.readTree(web.ask("POST", URI.create(system.url() + "/_local/dead/redrive"),
                Map.of("Content-Type", "application/json"), "{}".getBytes(StandardCharsets.UTF_8)).body()).path("redriven").asLong();
    }

    /// Sets or lifts a block of the index, as soon as that takes it.
    ///
    /// @param value `true` or `null`
    /// @throws IOException if it has not in [Storms#RECOVERY]
    void block(String name, String value) throws IOException, InterruptedException {
        long end = System.nanoTime() + Storms.RECOVERY.toNanos();
        Description.OpenSearch index = system.description().opensearch();
        byte[] body = ("{\"index.blocks." + name + "\":" + value + "}").getBytes(StandardCharsets.UTF_8);
        while (true) {
            try {
                web.ask("PUT", URI.create(index.endpoint() + "/" + index.alias() + "/_settings"),
                        Map.of("Content-Type", "application/json"), body);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IOException("the index takes no index.blocks." + name + "=" + value + " in "
                            + Storms.RECOVERY.toMinutes() + " minutes: " + e.getMessage(), e);
                }
                // It may have been killed by another blow, and be on its way back.
                Thread.sleep(300);
            }
        }
    }

    @Override
    public void close() {
        web.close();
        http.shutdownNow();
    }
}
