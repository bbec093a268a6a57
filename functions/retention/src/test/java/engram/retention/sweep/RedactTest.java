package engram.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.SourcePath;
import engram.retention.hold.Hold;
import engram.retention.ledger.Receipt;
import engram.retention.ledger.Receipt.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RedactTest {

    private final Surroundings world = new Surroundings(new Random(1));

    @Test
    void theObjectIsWrittenBackWithoutAndTheReceiptTellsWhatWasFound() {
        rule("redact");
        world.put("w/a.md", "Write to ada@example.org or bob@example.org.");

        assertThat(world.run().state().orElseThrow().done()).containsEntry("redacted", 1L);

        assertThat(text("w/a.md")).isEqualTo("Write to [EMAIL] or [EMAIL].");
        Receipt receipt = world.receipts().getFirst();
        assertThat(receipt.kind()).isEqualTo(Kind.REDACTED);
        assertThat(receipt.thing().found()).contains(new TreeMap<>(Map.of("EMAIL", 2)));
        assertThat(receipt.thing().sha256()).isNotEqualTo(receipt.thing().sha256After());
    }

    @Test
    void anAnonymisedObjectHasLostItsMetadataButForWhatTheRuleKeeps() {
        rule("anonymise, keepMetadata: class");
        world.put("w/a.md", "text", "text/plain", Map.of("author", "Ada", "class", "chat", "created", "2026-01-01T00:00:00Z"), Map.of());

        assertThat(world.run().state().orElseThrow().done()).containsEntry("anonymised", 1L);
        assertThat(world.bucket.look(new SourcePath("w/a.md")).orElseThrow().state().metadata())
                .containsOnlyKeys("class", "created", "engram-redacted");
    }

    @Test
    void whatWasLookedAtIsNotReadAgainUntilItChanges() {
        rule("redact");
        world.put("w/a.md", "nothing to see");
        world.put("w/b.pdf", "ada@example.org", "application/pdf", Map.of(), Map.of());

        assertThat(world.run().state().orElseThrow().done()).containsEntry("clean", 1L).containsEntry("refused", 1L);
        assertThat(world.run().state().orElseThrow().done()).doesNotContainKeys("marked", "clean", "refused");

        world.clock.advance(Duration.ofSeconds(1));
        world.put("w/a.md", "ada@example.org");
        assertThat(world.run().state().orElseThrow().done()).containsEntry("redacted", 1L);
        assertThat(text("w/b.pdf")).isEqualTo("ada@example.org");
    }

    @Test
    void whatWasRedactedStaysSo() {
        rule("redact");
        world.put("w/a.md", "ada@example.org");
        for (int i = 0; i < 4; i++) {
            world.run();
            world.clock.advance(Duration.ofHours(1));
            world.follower.catchUp(world.clock.instant());
        }
        assertThat(world.kinds()).containsExactly(Kind.REDACTED, Kind.PROVEN);
    }

    @Test
    void whatIsHeldIsNotRedacted() {
        rule("redact");
        world.put("w/a.md", "ada@example.org");
        world.hold("case", Hold.Kind.PREFIX, "w/");

        assertThat(world.run().state().orElseThrow().done()).containsEntry("held", 1L);
        assertThat(text("w/a.md")).isEqualTo("ada@example.org");
    }

    private void rule(String action) {
        world.rules("version: 1\nrules:\n  - {id: r, mode: act, match: {path: \"**\"}, grace: 0s, action: %s}\n".formatted(action));
    }

    private String text(String path) {
        SourcePath at = new SourcePath(path);
        return new String(
                world.bucket.look(at).flatMap(seen -> world.bucket.read(at, seen.state())).orElseThrow(), StandardCharsets.UTF_8);
    }
}
