package engram.retention.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.WorkspaceMapping;
import engram.domain.audit.AuditEvent;
import engram.domain.retention.Ledger;
import engram.retention.hold.Holding;
import engram.retention.ledger.Chain;
import engram.retention.ledger.Verification;
import engram.retention.rules.RulesReader;
import engram.retention.sweep.Consequences;
import engram.retention.sweep.Marks;
import engram.retention.sweep.Plan;
import engram.retention.sweep.RuleBook;
import engram.retention.sweep.Sweep;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryEmbeddingCache;
import engram.testing.InMemoryRetentionReports;
import engram.testing.ManualClock;
import engram.testing.retention.InMemoryLedger;
import engram.testing.retention.InMemoryNotebook;
import engram.testing.retention.InMemoryRetrievals;
import engram.testing.retention.InMemorySweptBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the audit trail is told of orders.
class AuditTest {

    private static final String RULES = "version: 1\nrules:\n  - {id: r, match: {path: \"**\"}, action: delete}\n";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final List<AuditEvent> told = new ArrayList<>();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final InMemorySweptBucket bucket = new InMemorySweptBucket(clock);
    private final InMemoryNotebook notebook = new InMemoryNotebook();
    private final RetentionFunction function = function(ledger);

    @Test
    void whatChangesSomethingIsToldWithWhoAndWhat() {
        function.retention(order("replace-rules", "", "", RULES));
        function.retention(order("hold", "case-17", "support/", ""));
        function.retention(order("sweep", "", "", ""));
        function.retention(order("release", "case-17", "", ""));

        assertThat(told).extracting(AuditEvent::action).containsExactly("replaceRules", "hold", "sweep", "release");
        assertThat(told).extracting(AuditEvent::who).containsOnly("ada");
        assertThat(told).extracting(AuditEvent::outcome).containsOnly("OK");
        assertThat(told.get(1).subject()).isEqualTo("case-17");
    }

    @Test
    void whatWasTriedInVainIsToldAsWell() {
        assertThatThrownBy(() -> function.retention(order("replace-rules", "", "", "rules: nonsense"))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> function.retention(order("release", "case-18", "", ""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> function(away()).retention(order("sweep", "", "", ""))).isInstanceOf(TransientFailure.class);

        assertThat(told).extracting(AuditEvent::action).containsExactly("replaceRules", "release", "sweep");
        assertThat(told).extracting(AuditEvent::outcome).containsExactly("INVALID_INPUT", "INVALID_INPUT", "UNAVAILABLE");
        assertThat(told.get(1).subject()).isEqualTo("case-18");
    }

    @Test
    void eachInvocationHasAnIdentityAndTellsWhatItDidItself() {
        function.retention(order("replace-rules", "", "", RULES.replace("{id: r,", "{id: r, mode: act, grace: 0s,")));
        bucket.put(new SourcePath("w/a"), new byte[] {1}, "text/plain", Map.of(), Map.of());
        function.retention(order("sweep", "", "", ""));
        function.retention(order("sweep", "", "", ""));

        assertThat(told).extracting(AuditEvent::count).containsExactly(1L, 1L, 0L);
        assertThat(told).extracting(AuditEvent::requestId).doesNotContain("").doesNotHaveDuplicates();
    }

    @Test
    void whoFindsAnotherSweepAtWorkIsToldSo() {
        function.retention(order("replace-rules", "", "", RULES));
        notebook.write("sweeper", 0, "{\"owner\":\"another\",\"until\":\"2999-01-01T00:00:00Z\"}");

        function.retention(order("sweep", "", "", ""));

        assertThat(told.getLast().outcome()).isEqualTo("BUSY");
        assertThat(told.getLast().count()).isZero();
    }

    @Test
    void anOrderOfWhoHasTooLongANameIsRefused() {
        Order order = new Order("sweep", "x".repeat(201), null, null, null, null, null, "", "prefix", "", "because", "");

        assertThatThrownBy(() -> function.retention(order)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("200");
    }

    @Test
    void whoeverOnlyAsksIsNotTold() {
        function.retention(order("status", "", "", ""));
        function.retention(order("receipts", "", "", ""));

        assertThat(told).isEmpty();
    }

    private static Order order(String task, String id, String value, String yaml) {
        return new Order(task, "ada", null, null, null, null, null, id, "prefix", value, "because", yaml);
    }

    private static Ledger away() {
        return new Ledger() {
            @Override
            public Optional<byte[]> read(String key) {
                throw new TransientFailure("away");
            }

            @Override
            public boolean create(String key, byte[] content) {
                throw new TransientFailure("away");
            }

            @Override
            public void write(String key, byte[] content) {
                throw new TransientFailure("away");
            }

            @Override
            public void remove(String key) {
                throw new TransientFailure("away");
            }

            @Override
            public List<String> keys(String prefix, Optional<String> after, int limit) {
                throw new TransientFailure("away");
            }
        };
    }

    private RetentionFunction function(Ledger in) {
        InMemoryCatalog catalog = new InMemoryCatalog();
        InMemoryRetrievals retrievals = new InMemoryRetrievals(catalog::firstSeen);
        RuleBook rules = new RuleBook(in, new RulesReader(new RulesReader.Buckets("engram", Optional.of("engram-ledger"))));
        Chain chain = new Chain(in, notebook, new Consequences(notebook));
        Holding holding = new Holding(in, notebook, chain, new Marks(notebook)::underWay, clock);
        Sweep sweep = new Sweep(
                new Sweep.Stores(bucket, notebook, in, catalog, _ -> 0, new InMemoryEmbeddingCache(), retrievals),
                rules, WorkspaceMapping.DEFAULT, () -> "owner");
        return new RetentionFunction(
                sweep,
                new Plan(bucket, WorkspaceMapping.DEFAULT, retrievals, notebook),
                rules,
                holding,
                in,
                notebook,
                chain,
                new Verification(in, chain),
                new Times(Duration.ofMinutes(5), 20),
                told::add,
                new HeldNotice(new InMemoryRetentionReports(), holding, clock));
    }
}
