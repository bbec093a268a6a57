package engram.storage.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.ModelVersion;
import engram.domain.health.Unwell;
import engram.domain.health.Vitals.Alias;
import engram.storage.IndexConnection;
import engram.storage.TestStores;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexVitalsTest {

    @Test
    void anIndexBehindItsAliasIsCounted() throws IOException {
        try (Answering server = new Answering(Map.of(
                        "/engram/_count", "{\"count\":12,\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}",
                        "/_alias/engram", "{\"engram-m1\":{\"aliases\":{\"engram\":{}}}}"));
                IndexConnection connection = TestStores.index(server.endpoint())) {
            IndexVitals vitals = vitals(connection);

            assertThat(vitals.chunks()).hasValue(12L);
            assertThat(vitals.alias()).isEqualTo(new Alias(Set.of("engram-m1"), Set.of(new ModelVersion("m1"))));
        }
    }

    @Test
    void nothingIsThereBeforeTheFirstDocument() throws IOException {
        try (Answering server = new Answering(Map.of("/engram-*", "{}"));
                IndexConnection connection = TestStores.index(server.endpoint())) {
            IndexVitals vitals = vitals(connection);

            assertThat(vitals.chunks()).isEmpty();
            assertThat(vitals.alias().indexes()).isEmpty();
        }
    }

    @Test
    void anIndexThatLostItsAliasIsNamed() throws IOException {
        for (String meta : new String[] {"{}", "{\"_meta\":{\"alias\":\"engram\"}}"}) {
            try (Answering server = new Answering(Map.of("/engram-*", index("engram-m1", meta, 0)));
                    IndexConnection connection = TestStores.index(server.endpoint())) {
                assertThatThrownBy(() -> vitals(connection).alias())
                        .isInstanceOf(Unwell.class)
                        .hasMessageContaining("engram-m1");
            }
        }
    }

    @Test
    void anIndexThatWasMadeJustNowOrForAnotherAliasLacksNone() throws IOException {
        for (String index : new String[] {
            index("engram-m1", "{\"_meta\":{\"alias\":\"engram\"}}", System.currentTimeMillis()),
            index("engram-test-m1", "{\"_meta\":{\"alias\":\"engram-test\"}}", 0)
        }) {
            try (Answering server = new Answering(Map.of("/engram-*", index));
                    IndexConnection connection = TestStores.index(server.endpoint())) {
                assertThat(vitals(connection).alias().indexes()).isEmpty();
            }
        }
    }

    private static String index(String name, String mappings, long made) {
        return "{\"%s\":{\"aliases\":{},\"mappings\":%s,\"settings\":{\"index\":{\"creation_date\":\"%d\"}}}}"
                .formatted(name, mappings, made);
    }

    @Test
    void twoIndexesBehindOneAliasAreBothSeen() throws IOException {
        try (Answering server = new Answering(Map.of("/_alias/engram", "{\"engram-m1\":{},\"engram-m2\":{},\"other\":{}}"));
                IndexConnection connection = TestStores.index(server.endpoint())) {
            Alias alias = vitals(connection).alias();

            assertThat(alias.indexes()).containsExactlyInAnyOrder("engram-m1", "engram-m2", "other");
            assertThat(alias.models()).containsExactlyInAnyOrder(new ModelVersion("m1"), new ModelVersion("m2"));
        }
    }

    @Test
    void shardsThatDoNotAnswerAreCounted() throws IOException {
        try (Answering server = new Answering(
                        Map.of("/engram/_count", "{\"count\":0,\"_shards\":{\"total\":2,\"successful\":1,\"failed\":1}}"));
                IndexConnection connection = TestStores.index(server.endpoint())) {
            assertThatThrownBy(() -> vitals(connection).chunks()).isInstanceOf(Unwell.class).hasMessageContaining("1 shards");
        }
    }

    @Test
    void whatIsNoOpenSearchIsSaidToBeNone() throws IOException {
        try (Answering server = new Answering(Map.of("/_alias/engram", "<html>"));
                IndexConnection connection = TestStores.index(server.endpoint())) {
            assertThatThrownBy(() -> vitals(connection).alias())
                    .isInstanceOfSatisfying(Unwell.class, unwell -> assertThat(unwell.remedy()).contains("ENGRAM_INDEX_ENDPOINT"))
                    .hasMessageContaining("JSON");
        }
    }

    @Test
    void oneThatIsAwayIsNamed() throws IOException {
        URI gone;
        try (Answering server = new Answering(Map.of())) {
            gone = server.endpoint();
        }
        try (IndexConnection connection = TestStores.index(gone)) {
            assertThatThrownBy(() -> vitals(connection).chunks())
                    .isInstanceOf(Unwell.class)
                    .hasMessageContaining(gone.toString());
        }
    }

    private static IndexVitals vitals(IndexConnection connection) {
        return new IndexVitals(connection, "engram", InstantSource.system());
    }
}
