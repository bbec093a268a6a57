package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexPlaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9200", "https://search.example.com", "https://search.example.com/opensearch"})
    void aUrlWithAHostIsTaken(String endpoint) {
        assertThat(IndexPlace.endpoint(URI.create(endpoint))).isEqualTo(URI.create(endpoint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"search.example.com", "ftp://search.example.com", "https:///x", "localhost:9200", ""})
    void whatIsNoUrlOfTheWebIsRefused(String endpoint) {
        assertThatThrownBy(() -> IndexPlace.endpoint(URI.create(endpoint)))
                .hasMessageContaining("ENGRAM_INDEX_ENDPOINT is not an http or https URL with a host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:secret@search.example.com", "https://search.example.com?key=secret", "https://h/#secret"})
    void aSecretInItIsRefusedAndNotRepeated(String endpoint) {
        assertThatThrownBy(() -> IndexPlace.endpoint(URI.create(endpoint)))
                .hasMessageContaining("ENGRAM_INDEX_ENDPOINT has credentials")
                .hasMessageNotContaining("secret");
    }

    @Test
    void eachKindOfIndexIsSignedForAsItsService() {
        assertThat(IndexPlace.signing(Optional.empty(), IndexKind.DOMAIN)).isEmpty();
        assertThat(IndexPlace.signing(Optional.of("es"), IndexKind.DOMAIN)).contains("es");
        assertThat(IndexPlace.signing(Optional.empty(), IndexKind.SERVERLESS)).isEmpty();
        assertThat(IndexPlace.signing(Optional.of("aoss"), IndexKind.SERVERLESS)).contains("aoss");
        assertThatThrownBy(() -> IndexPlace.signing(Optional.of("aoss"), IndexKind.DOMAIN))
                .hasMessageContaining("ENGRAM_INDEX_SIGNING is es or absent, got aoss; a collection")
                .hasMessageContaining("kind serverless");
        assertThatThrownBy(() -> IndexPlace.signing(Optional.of("es"), IndexKind.SERVERLESS))
                .hasMessageContaining("with ENGRAM_INDEX_KIND serverless ENGRAM_INDEX_SIGNING is aoss or absent, got es");
        assertThatThrownBy(() -> IndexPlace.signing(Optional.of("ES"), IndexKind.DOMAIN)).hasMessageContaining("es or absent, got ES");
    }
}
