package engram.storage.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.DocumentId;
import engram.domain.ModelVersion;
import engram.domain.PipelineVersion;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.domain.health.Unwell;
import engram.domain.health.VersionLog.Versions;
import engram.local.system.parts.EmbeddedServers;
import engram.storage.IndexConnection;
import engram.storage.TestStores;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Against the real servers, which other tests leave documents in.
class StoreVitalsTest {

    private final EmbeddedServers servers = TestStores.servers();
    private final DynamoVersionLog versions = new DynamoVersionLog(new HealthRows(TestStores.catalog()));

    @Test
    void whatIsThereAnswers() throws IOException {
        try (IndexConnection index = TestStores.index(servers.openSearch())) {
            StoreVitals vitals = vitals(EmbeddedServers.BUCKET, "engram-embeddings", index);

            vitals.bucket();
            vitals.embeddings();
            assertThat(vitals.catalog()).isNotNull();
            assertThat(vitals.queue().waiting()).isNotNegative();
            assertThat(vitals.deadLetters()).isNotNegative();
        }
    }

    @Test
    void theLongestUnsettledDocumentIsFound() throws IOException {
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        TestStores.leases().claim(
                new DocumentId(new Workspace("vitals"), new SourcePath("vitals/a")), "me", longAgo, longAgo.plusSeconds(60));

        try (IndexConnection index = TestStores.index(servers.openSearch())) {
            assertThat(vitals(EmbeddedServers.BUCKET, "engram-embeddings", index).oldestUnsettled())
                    .hasValueSatisfying(since -> assertThat(since).isBeforeOrEqualTo(longAgo));
        }
    }

    @Test
    void theModelOfTheIngestThatBeganLastIsTold() throws IOException {
        versions.keep(new Versions(new PipelineVersion("p"), Map.of(), new ModelVersion("m")), Instant.now());

        try (IndexConnection index = TestStores.index(servers.openSearch())) {
            assertThat(vitals(EmbeddedServers.BUCKET, "engram-embeddings", index).model())
                    .isPresent().isEqualTo(versions.latest().map(Versions::model));
        }
    }

    @Test
    void whatIsNotThereIsNamedWithWhatToDo() throws IOException {
        try (IndexConnection index = TestStores.index(servers.openSearch())) {
            StoreVitals vitals = vitals("engram-not", "engram-not", index);

            assertThatThrownBy(vitals::bucket)
                    .isInstanceOfSatisfying(Unwell.class, unwell -> assertThat(unwell.remedy()).contains("ENGRAM_BUCKET"))
                    .hasMessageContaining("404");
            assertThatThrownBy(vitals::embeddings)
                    .isInstanceOfSatisfying(
                            Unwell.class, unwell -> assertThat(unwell.remedy()).contains("ENGRAM_EMBEDDINGS_TABLE"))
                    .hasMessageContaining("ResourceNotFoundException");
        }
    }

    private StoreVitals vitals(String bucket, String embeddings, IndexConnection index) {
        return new StoreVitals(
                TestStores.s3(servers.s3()),
                bucket,
                new QueueVitals(TestStores.sqs(servers.sqs()), Optional.of(servers.queueUrl())),
                TestStores.catalog(),
                embeddings,
                new IndexVitals(index, "engram", InstantSource.system()),
                versions);
    }
}
