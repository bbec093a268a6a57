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
    void onlyOneServiceIsSignedFor() {
        assertThat(IndexPlace.signing(Optional.empty())).isEmpty();
        assertThat(IndexPlace.signing(Optional.of("es"))).contains("es");
        assertThatThrownBy(() -> IndexPlace.signing(Optional.of("aoss"))).hasMessageContaining("refuse documents with ids");
        assertThatThrownBy(() -> IndexPlace.signing(Optional.of("ES"))).hasMessageContaining("es or absent, got ES");
    }
}
