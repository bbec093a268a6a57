package engram.local.chaos;

import engram.local.chaos.compare.CatalogReader;
import engram.local.chaos.compare.Stores;
import engram.local.chaos.compare.Web;
import engram.local.chaos.load.Author;
import engram.local.system.AwsJson;
import engram.local.system.Description;
import engram.local.system.LocalSystem;
import engram.local.system.Status;
import engram.local.system.parts.Part;
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

    private final LocalSystem system;
    private final Proxies proxies;
    private final Author author;
    private final Stores stores;
    private final Web web = new Web(Duration.ofSeconds(20));
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

    /// 0 while it does not run.
    long pid(Part part) {
        return system.status().parts().stream().filter(each -> each.name().equals(part.id()))
                .mapToLong(Status.Process::pid).findFirst().orElse(0);
    }

    List<Long> pids(String function) {
        return system.status().functions().stream().filter(each -> each.name().equals(function))
                .flatMap(each -> each.pids().stream()).toList();
    }

    /// Whether every process runs that should, and the index, if there is one, has its shards.
    boolean allRun() throws InterruptedException {
        Status status = system.status();
        return indexIsThere() && status.parts().stream().allMatch(part -> part.state().equals("running") && part.pid() > 0)
                && status.functions().stream().allMatch(function -> function.environments() > 0);
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
        Description.Sqs sqs = system.description().sqs();
        List<String> paths = author.paths();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < most && !paths.isEmpty(); i++) {
            // Few documents get many, as if one key were hot.
            String path = paths.get(random.nextInt(1 + random.nextInt(paths.size())));
            bodies.add(new Hint(path, random.nextBoolean()).body(system.description().s3().bucket(), Instant.now()));
        }
        MessageQueue.create(AwsJson.sqs(http, sqs.endpoint()), sqs.queueUrl().substring(sqs.queueUrl().lastIndexOf('/') + 1), Map.of())
                .send(bodies);
        return bodies.size();
    }

    /// Sets or lifts a block of the index; does not give up.
    ///
    /// @param value `true` or `null`
    void block(String name, String value) throws InterruptedException {
        Description.OpenSearch index = system.description().opensearch();
        byte[] body = ("{\"index.blocks." + name + "\":" + value + "}").getBytes(StandardCharsets.UTF_8);
        while (true) {
            try {
                web.ask("PUT", URI.create(index.endpoint() + "/" + index.alias() + "/_settings"),
                        Map.of("Content-Type", "application/json"), body);
                return;
            } catch (IOException e) {
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
