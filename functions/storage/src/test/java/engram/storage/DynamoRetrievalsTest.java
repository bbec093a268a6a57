package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Catalog;
import engram.domain.DocumentId;
import engram.domain.Leases;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.domain.retention.Retrievals;
import engram.storage.circuit.Store;
import engram.testing.contract.RetrievalsContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoRetrievalsTest extends RetrievalsContract {

    private static final CatalogTable TABLE = new CatalogTable(Servers.dynamoDb(), "engram-catalog", Servers.circuit(Store.CATALOG));

    @Override
    protected Retrievals retrievals() {
        return new DynamoRetrievals(TABLE, Servers.backoff());
    }

    @Override
    protected Leases leases() {
        return new DynamoLeases(TABLE);
    }

    @Override
    protected Catalog catalog() {
        return new DynamoCatalog(TABLE, Servers.backoff());
    }

    @Test
    void aNoteExpiresByItselfLaterThanAnyRuleAsksFor() {
        DocumentId id = new DocumentId(new Workspace("expiry"), new SourcePath("expiry/" + System.nanoTime()));
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        retrievals().note(id, now, Duration.ofDays(1));

        Map<String, AttributeValue> row = Servers.dynamoDb()
                .getItem(get -> get.tableName("engram-catalog")
                        .key(Map.of("document", Attributes.of("/retrievals/" + LeaseRow.partition(id)), "kind", Attributes.of("retrieval"))))
                .item();
        assertThat(Instant.ofEpochSecond(Long.parseLong(row.get("expiresAt").n()))).isAfter(now.plus(Retrievals.LONGEST));
        assertThat(row).as("what would have it in an index").doesNotContainKeys("workspace", "sourcePath", "unsettled");
        assertThat(new DynamoCatalogScan(TABLE).workspaces()).doesNotContain(id.workspace());
        assertThat(new DynamoCatalogScan(TABLE).paths(id.workspace(), Optional.empty(), 10)).isEmpty();
    }
}
