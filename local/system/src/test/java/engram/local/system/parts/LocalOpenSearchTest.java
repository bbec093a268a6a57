package engram.local.system.parts;

import static engram.local.system.parts.Clients.http;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalOpenSearchTest {
    private static EmbeddedServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = EmbeddedServers.start(Part.OPENSEARCH);
        assertThat(call("PUT", "/test", """
                {"settings": {"index": {"knn": true, "number_of_shards": 1, "number_of_replicas": 0, "gc_deletes": "1h"}},
                 "mappings": {"properties": {
                   "text": {"type": "text", "analyzer": "english"},
                   "vector": {"type": "knn_vector", "dimension": 3, "space_type": "cosinesimil",
                     "method": {"name": "hnsw", "engine": "lucene", "parameters": {"m": 16, "ef_construction": 100}}}}}}""")
                .statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void theNearestVectorIsFoundByTheLuceneEngine() throws Exception {
        write("near", 1, "walking dogs", "[1, 0.1, 0]");
        write("far", 1, "sleeping cats", "[0, 0, 1]");
        JsonNode hits = search("""
                {"size": 1, "query": {"knn": {"vector": {"vector": [1, 0, 0], "k": 2}}}}""");
        assertThat(hits.at("/0/_id").asText()).isEqualTo("near");
        assertThat(hits.at("/0/_score").asDouble()).isBetween(0.99, 1.0);
    }

    @Test
    void theEnglishAnalyserFindsOtherForms() throws Exception {
        write("walk", 1, "they walked home", "[0, 1, 0]");
        assertThat(search("{\"query\": {\"match\": {\"text\": \"walks homes\"}}}").findValuesAsText("_id")).contains("walk");
    }

    @Test
    void aLateWriteOfAnOlderVersionDoesNotBringADeletedChunkBack() throws Exception {
        assertThat(write("fenced", 5, "text", "[1, 1, 1]").statusCode()).isEqualTo(201);
        assertThat(call("DELETE", "/test/_doc/fenced?version_type=external&version=9", "").statusCode()).isEqualTo(200);
        assertThat(write("fenced", 8, "late", "[1, 1, 1]").statusCode()).isEqualTo(409);
        assertThat(write("fenced", 9, "equal", "[1, 1, 1]").statusCode()).isEqualTo(409);
        assertThat(write("fenced", 10, "newer", "[1, 1, 1]").statusCode()).isEqualTo(201);
    }

    @Test
    void aVersionedDeletionOfWhatIsNotThereFencesAllTheSame() throws Exception {
        assertThat(call("DELETE", "/test/_doc/never?version_type=external&version=9", "").statusCode()).isEqualTo(404);
        assertThat(write("never", 8, "late", "[1, 1, 1]").statusCode()).isEqualTo(409);
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        write("survives", 7, "text", "[1, 1, 0]");
        servers.of(Part.OPENSEARCH).kill();
        servers.of(Part.OPENSEARCH).restart();
        assertThat(call("GET", "/_cluster/health/test?wait_for_status=green&timeout=60s", "").statusCode()).isEqualTo(200);
        assertThat(json(call("GET", "/test/_doc/survives", "")).at("/_version").asInt()).isEqualTo(7);
        assertThat(search("""
                {"query": {"knn": {"vector": {"vector": [1, 1, 0], "k": 3}}}}""").findValuesAsText("_id")).contains("survives");
    }

    private static HttpResponse<String> write(String id, int version, String text, String vector) throws Exception {
        return call("PUT", "/test/_doc/" + id + "?version_type=external&refresh=true&version=" + version,
                "{\"text\": \"" + text + "\", \"vector\": " + vector + "}");
    }

    private static JsonNode search(String query) throws Exception {
        return json(call("POST", "/test/_search", query)).at("/hits/hits");
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    private static HttpResponse<String> call(String method, String path, String body) throws Exception {
        return http(method, URI.create(servers.openSearch() + path), body);
    }
}
