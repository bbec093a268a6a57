package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Bucket;
import engram.domain.Catalog;
import engram.domain.ChunkIndex;
import engram.domain.ChunkIndex.Outcome;
import engram.domain.ChunkSearch;
import engram.domain.ChunkSearch.Probe;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedder;
import engram.domain.EmbeddingCache;
import engram.domain.Filter;
import engram.domain.HintQueue;
import engram.domain.Leases;
import engram.domain.Leases.Claim;
import engram.domain.ModelVersion;
import engram.domain.SourcePath;
import engram.domain.TextHash;
import engram.domain.Unsettled;
import engram.domain.Workspace;
import engram.local.system.parts.EmbeddedServers;
import engram.testing.WordEmbedder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The ports as a function gets them: injected, configured like the real thing, against the real servers.
@QuarkusTest
@QuarkusTestResource(WiringTest.RealServers.class)
class WiringTest {

    @Inject Bucket bucket;
    @Inject Catalog catalog;
    @Inject Leases leases;
    @Inject Unsettled unsettled;
    @Inject EmbeddingCache cache;
    @Inject ChunkIndex index;
    @Inject ChunkSearch search;
    @Inject HintQueue queue;
    @Inject Embedder embedder;
    @Inject S3Client s3;
    @Inject DynamoDbClient dynamoDb;
    @Inject SqsClient sqs;

    private final DocumentId id = new DocumentId(new Workspace("wiring"), new SourcePath("wiring/a b.md"));

    @Test
    void everyPortReachesItsStore() {
        assertThat(bucket.find(id.sourcePath())).isEmpty();
        queue.send(List.of(id.sourcePath()));
        assertThat(leases.claim(id, "me", Instant.now(), Instant.now().plusSeconds(60))).isInstanceOf(Claim.Claimed.class);
        assertThat(catalog.view(id)).hasValueSatisfying(view -> assertThat(view.unsettled()).isTrue());
        assertThat(unsettled.overdue(Instant.EPOCH, Instant.now(), 10)).isEmpty();
        assertThat(index.write(id, 1, List.of(new ChunkWrite.Delete(0)), false, Instant.now().plusSeconds(60)))
                .containsExactly(new Outcome.Applied());
        assertThat(search.search(probe()).lexical()).isEmpty();
        ModelVersion model = embedder.modelVersion();
        TextHash hash = TextHash.of("quokka");
        cache.keep(model, Map.of(hash, embedder.embedQuery("quokka")));
        assertThat(cache.find(model, List.of(hash))).containsEntry(hash, embedder.embedQuery("quokka"));
    }

    @Test
    void theAwsClientsWaitAsLongAsConfigured() {
        assertThat(overrides(s3)).isEqualTo(List.of(Duration.ofSeconds(15), Duration.ofSeconds(30)));
        assertThat(overrides(dynamoDb)).isEqualTo(List.of(Duration.ofSeconds(4), Duration.ofSeconds(15)));
        assertThat(overrides(sqs)).isEqualTo(List.of(Duration.ofSeconds(5), Duration.ofSeconds(15)));
    }

    @Test
    void halfAnAnswerIsNoneToAnyClient() {
        for (AwsClient client : List.of(s3, dynamoDb, sqs)) {
            assertThat(client.serviceClientConfiguration().overrideConfiguration().executionInterceptors())
                    .hasAtLeastOneElementOfType(WholeAnswers.class);
        }
    }

    /// Of an attempt, and of a call.
    private static List<Duration> overrides(AwsClient client) {
        ClientOverrideConfiguration timeouts = client.serviceClientConfiguration().overrideConfiguration();
        return List.of(timeouts.apiCallAttemptTimeout().orElseThrow(), timeouts.apiCallTimeout().orElseThrow());
    }

    private Probe probe() {
        return new Probe(id.workspace(), Optional.empty(), Optional.of("quokka"), Filter.ALL, 5);
    }

    @Singleton
    static class Model {
        @Produces
        @Singleton
        Embedder embedder() {
            return new WordEmbedder();
        }
    }

    public static final class RealServers implements QuarkusTestResourceLifecycleManager {

        private EmbeddedServers servers;

        @Override
        public Map<String, String> start() {
            servers = EmbeddedServers.start();
            Map<String, String> settings = servers.settings();
            settings.put("engram.failure.dynamodb-attempt-timeout", "4s");
            // A setting of another module, as there are in every function.
            settings.put("engram.default-workspace", "default");
            return settings;
        }

        @Override
        public void stop() {
            servers.close();
        }
    }
}
