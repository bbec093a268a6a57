package engram.storage.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.TransientFailure;
import engram.domain.health.LagLog.Passes;
import engram.storage.CatalogTable;
import engram.storage.TestStores;
import engram.storage.circuit.Circuit;
import engram.storage.circuit.CircuitSettings;
import engram.storage.circuit.Circuits;
import engram.storage.circuit.Outage;
import engram.storage.circuit.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HealthRowsTest {

    /// Before all that the tests of the contract add.
    private static final Instant SOON = Instant.parse("2029-01-01T00:00:00Z");

    private final Circuit circuit = new Circuits(new CircuitSettings(1, Duration.ofDays(1)), Clock.systemUTC()).of(Store.CATALOG);

    @Test
    void theCatalogIsAskedThoughItsCircuitIsOpen() {
        HealthRows rows = new HealthRows(TestStores.catalog(circuit));
        assertThatThrownBy(() -> circuit.call(() -> {
            throw new Outage("away");
        })).hasMessage("away");

        assertThat(rows.find("no such row")).isEmpty();
        DynamoLagLog log = new DynamoLagLog(rows);
        log.add(SOON, new Passes(1, Passes.NONE.lags()));
        assertThat(log.since(SOON).handled()).isPositive();
        assertThatThrownBy(() -> circuit.call(() -> "asked")).hasMessageContaining("circuit open");
    }

    @Test
    void lagsThatCannotBeCountedTellTheCircuitNothing() {
        CatalogTable away = TestStores.catalogAway(circuit);
        DynamoLagLog log = new DynamoLagLog(new HealthRows(away));

        assertThatThrownBy(() -> log.add(SOON, new Passes(1, Passes.NONE.lags()))).isInstanceOf(TransientFailure.class);

        assertThatCode(() -> circuit.call(() -> "asked")).doesNotThrowAnyException();
    }
}
