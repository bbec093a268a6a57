package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Catalog;
import engram.domain.DocumentId;
import engram.domain.Lease;
import engram.domain.Leases;
import engram.domain.Leases.Claim;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.storage.circuit.Store;
import engram.testing.contract.LeasesContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoLeasesTest extends LeasesContract {

    private static final CatalogTable TABLE = new CatalogTable(Servers.dynamoDb(), "engram-catalog", Servers.circuit(Store.CATALOG));

    @Override
    protected Leases leases() {
        return new DynamoLeases(TABLE);
    }

    @Override
    protected Catalog catalog() {
        return new DynamoCatalog(TABLE, Servers.backoff());
    }

    @Test
    void aLeaseGivenBackSaysWhyUntilItIsReleased() {
        DocumentId id = new DocumentId(new Workspace("why"), new SourcePath("why/" + System.nanoTime()));
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        leases().giveBack(claim(id, "a", now), "x".repeat(2_000));
        assertThat(row(id).get("lastFailure").s()).isEqualTo("x".repeat(500));

        Lease second = claim(id, "b", now.plusSeconds(1));
        assertThat(row(id)).containsKey("lastFailure");
        leases().release(second, 0, now.plusSeconds(2), Duration.ZERO);
        assertThat(row(id)).doesNotContainKey("lastFailure");
    }

    private Lease claim(DocumentId id, String owner, Instant now) {
        return ((Claim.Claimed) leases().claim(id, owner, now, now.plusSeconds(60))).lease();
    }

    private static Map<String, AttributeValue> row(DocumentId id) {
        return Servers.dynamoDb()
                .getItem(get -> get.tableName("engram-catalog").key(LeaseRow.key(id)).consistentRead(true))
                .item();
    }
}
