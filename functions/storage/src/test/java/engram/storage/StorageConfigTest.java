package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.testing.contract.ConfigurationContract;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageConfigTest extends ConfigurationContract {

    private static final Map<String, String> REQUIRED =
            Map.of("ENGRAM_BUCKET", "documents", "ENGRAM_INDEX_ENDPOINT", "http://127.0.0.1:9200");

    @Override
    protected String source() {
        return "functions/storage/src/main/java/engram/storage/StorageConfig.java";
    }

    @Test
    void theDefaults() {
        StorageConfig config = config(REQUIRED);

        assertThat(config.bucket()).isEqualTo("documents");
        assertThat(config.queueUrl()).isEmpty();
        assertThat(config.catalogTable()).isEqualTo("engram-catalog");
        assertThat(config.embeddingsTable()).isEqualTo("engram-embeddings");
        assertThat(config.indexEndpoint()).isEqualTo(URI.create("http://127.0.0.1:9200"));
        assertThat(config.embeddingsKept()).isEqualTo(Duration.ofDays(180));
        assertThat(config.indexAlias()).isEqualTo("engram");
        assertThat(config.indexSigning()).isEmpty();
    }

    @Test
    void everySettingIsAnEnvironmentVariable() {
        Map<String, String> environment = new HashMap<>(REQUIRED);
        environment.put("ENGRAM_QUEUE_URL", "http://127.0.0.1:9324/000000000000/hints");
        environment.put("ENGRAM_CATALOG_TABLE", "c");
        environment.put("ENGRAM_EMBEDDINGS_TABLE", "e");
        environment.put("ENGRAM_EMBEDDINGS_KEPT", "30d");
        environment.put("ENGRAM_INDEX_ALIAS", "a");
        environment.put("ENGRAM_INDEX_SIGNING", "es");

        StorageConfig config = config(environment);

        assertThat(config.queueUrl()).hasValue("http://127.0.0.1:9324/000000000000/hints");
        assertThat(config.catalogTable()).isEqualTo("c");
        assertThat(config.embeddingsTable()).isEqualTo("e");
        assertThat(config.embeddingsKept()).isEqualTo(Duration.ofDays(30));
        assertThat(config.indexAlias()).isEqualTo("a");
        assertThat(config.indexSigning()).hasValue("es");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> config(Map.of()))
                .hasMessageContaining("engram.bucket")
                .hasMessageContaining("engram.index-endpoint");
    }

    private static StorageConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(StorageConfig.class)
                .build()
                .getConfigMapping(StorageConfig.class);
    }
}
