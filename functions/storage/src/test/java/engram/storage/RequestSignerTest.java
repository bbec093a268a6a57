package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ChunkSearch.Probe;
import engram.domain.Filter;
import engram.domain.Workspace;
import engram.storage.circuit.Store;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class RequestSignerTest {

    @Test
    void aSignedRequestSaysWhoAsksAndCarriesItsBody() throws Exception {
        try (FakeServer server = FakeServer.saying(200, "{\"took\":1,\"responses\":[{\"status\":200,\"took\":1,"
                + "\"timed_out\":false,\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0},\"hits\":{\"hits\":[]}}]}")) {
            RequestSigner signer = RequestSigner.aws(
                    "es",
                    "eu-central-1",
                    StaticCredentialsProvider.create(AwsSessionCredentials.create("AKID", "secret", "session")));
            try (IndexConnection connection =
                    new IndexConnection(server.endpoint(), TestIndex.TIMEOUTS, signer, Clock.systemUTC(), Servers.circuit(Store.INDEX))) {
                new OpenSearchChunkSearch(connection, "engram", IndexKind.DOMAIN).search(new Probe(
                        new Workspace("w"), Optional.empty(), Optional.of("quokka"), Filter.ALL, 10));
            }

            var headers = server.exchanges.getFirst().getRequestHeaders();
            assertThat(headers.getFirst("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                    .contains("/eu-central-1/es/aws4_request");
            assertThat(headers.getFirst("X-Amz-Security-Token")).isEqualTo("session");
            assertThat(headers.getFirst("X-Amz-Date")).matches("\\d{8}T\\d{6}Z");
            assertThat(headers.get("Host")).hasSize(1);
            assertThat(server.asked).containsExactly("POST /engram/_msearch");
        }
    }
}
