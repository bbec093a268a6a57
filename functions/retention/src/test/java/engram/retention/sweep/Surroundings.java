package engram.retention.sweep;

import engram.domain.CachedTexts;
import engram.domain.Catalog;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.Ledger;
import engram.domain.retention.Notebook;
import engram.domain.retention.Retrievals;
import engram.domain.retention.SweptBucket;
import engram.domain.retention.Traces;
import engram.retention.hold.Hold;
import engram.retention.hold.Holding;
import engram.retention.ledger.Chain;
import engram.retention.ledger.Receipt;
import engram.retention.ledger.Verification.Place;
import engram.retention.ledger.Verification;
import engram.retention.rules.RulesReader;
import engram.testing.ManualClock;
import engram.testing.retention.InMemoryLedger;
import engram.testing.retention.InMemoryNotebook;
import engram.testing.retention.InMemorySweptBucket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Stores in memory, and a sweep on them that can be made to die.
final class Surroundings {

    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    static final String RULES_KEY = RuleBook.KEY;

    final ManualClock clock = new ManualClock(START);
    final InMemorySweptBucket bucket = new InMemorySweptBucket(clock);
    final InMemoryNotebook notebook = new InMemoryNotebook();
    final InMemoryLedger ledger = new InMemoryLedger();
    final Follower follower = new Follower(bucket);
    final Frail frail;
    final Sweep sweep;
    final Holding holding;
    final Chain chain = new Chain(ledger, notebook, new Consequences(notebook));
    private int owners;

    Surroundings(Random random) {
        frail = new Frail(random);
        Ledger frailLedger = frail.wrap(Ledger.class, ledger);
        Notebook frailNotebook = frail.wrap(Notebook.class, notebook);
        sweep = new Sweep(
                new Sweep.Stores(
                        frail.wrap(SweptBucket.class, bucket),
                        frailNotebook,
                        frailLedger,
                        frail.wrap(Catalog.class, follower),
                        frail.wrap(Traces.class, follower),
                        frail.wrap(CachedTexts.class, follower.cache),
                        frail.wrap(Retrievals.class, follower.retrievals)),
                new RuleBook(frailLedger, new RulesReader(new RulesReader.Buckets("engram", Optional.of("engram-ledger")))),
                WorkspaceMapping.DEFAULT,
                () -> "owner " + ++owners);
        holding = new Holding(
                frailLedger,
                frailNotebook,
                new Chain(frailLedger, frailNotebook, new Consequences(frailNotebook)),
                new Marks(frailNotebook)::underWay,
                clock);
    }

    void rules(String yaml) {
        ledger.write(RULES_KEY, yaml.getBytes(StandardCharsets.UTF_8));
    }

    void put(String path, String text) {
        put(path, text, "text/plain", Map.of(), Map.of());
    }

    void put(String path, String text, String type, Map<String, String> metadata, Map<String, String> tags) {
        bucket.put(new SourcePath(path), text.getBytes(StandardCharsets.UTF_8), type, metadata, tags);
    }

    boolean isThere(String path) {
        return bucket.look(new SourcePath(path)).isPresent();
    }

    Sweep.Report run() {
        return run(Optional.empty());
    }

    Sweep.Report run(Optional<String> approval) {
        return sweep.run("tester", approval, budget());
    }

    Budget budget() {
        return new Budget(clock, clock.instant().plusSeconds(60), Duration.ZERO, clock::advance);
    }

    /// Puts holds while a sweep is at work.
    Holding otherProcess() {
        return new Holding(ledger, notebook, chain, new Marks(notebook)::underWay, clock);
    }

    void hold(String id, Hold.Kind kind, String value) {
        holding.put(id, kind, value, "because", "tester");
    }

    List<Receipt> receipts() {
        return chain.from(1, 1_000_000);
    }

    List<Receipt.Kind> kinds() {
        return receipts().stream().map(Receipt::kind).toList();
    }

    List<String> problems() {
        return new Verification(ledger, chain).check(Place.START, Integer.MAX_VALUE).problems();
    }
}
