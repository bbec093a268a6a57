package engram.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.SourcePath;
import engram.retention.ledger.Receipt.Kind;
import engram.retention.ledger.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A sweep that dies at each of its steps in turn, before and after each call to a store, and the one that comes after it.
class EachStepTest {

    private static final SourcePath PATH = new SourcePath("w/a.md");

    enum Case {
        DELETE("delete", Kind.DELETED),
        ARCHIVE("archive, to: {bucket: old-things}", Kind.ARCHIVED),
        REDACT("redact", Kind.REDACTED),
        ANONYMISE("anonymise", Kind.ANONYMISED);

        private final String yaml;
        private final Kind kind;

        Case(String yaml, Kind kind) {
            this.yaml = yaml;
            this.kind = kind;
        }

        boolean isDone(Surroundings world) {
            Optional<byte[]> bytes = world.bucket.look(PATH).flatMap(seen -> world.bucket.read(PATH, seen.state()));
            return switch (this) {
                case DELETE -> bytes.isEmpty();
                case ARCHIVE -> bytes.isEmpty() && world.bucket.archives().size() == 1;
                case REDACT, ANONYMISE -> bytes.map(text -> new String(text, StandardCharsets.UTF_8)).equals(Optional.of("Write to [EMAIL]."))
                        && (this == REDACT) == world.bucket.look(PATH).orElseThrow().state().metadata().containsKey("class");
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverStepASweepDiesAtTheNextOneFinishesTheDeedOnce(Case each) {
        boolean died = true;
        int step = 0;
        while (died) {
            Surroundings world = surroundings(each);
            world.frail.dieAt(++step);
            died = dies(world);
            assertFinished(world, each, step);
        }
        assertThat(step).isGreaterThan(40);
    }

    private static Surroundings surroundings(Case each) {
        Surroundings world = new Surroundings(new Random(1));
        world.rules("version: 1\nrules:\n  - {id: r, mode: act, match: {path: \"**\"}, grace: 0s, action: %s}\n".formatted(each.yaml));
        world.put(PATH.key(), "Write to ada@example.org.", "text/plain", Map.of("class", "chat"), Map.of());
        return world;
    }

    private static boolean dies(Surroundings world) {
        try {
            world.run();
            return false;
        } catch (Crash _) {
            return true;
        }
    }

    private static void assertFinished(Surroundings world, Case each, int step) {
        world.frail.become(0, 0);
        for (int round = 0; round < 3; round++) {
            world.clock.advance(Duration.ofMinutes(5));
            world.follower.catchUp(world.clock.instant());
            world.run();
        }
        List<Receipt> deeds = world.receipts().stream().filter(receipt -> receipt.kind() != Kind.PROVEN).toList();
        assertThat(each.isDone(world)).as("step %d", step).isTrue();
        assertThat(deeds).as("step %d", step).hasSize(1);
        assertThat(deeds.getFirst().kind()).as("step %d", step).isIn(each.kind, Kind.VANISHED);
        assertThat(world.kinds()).as("step %d", step).contains(Kind.PROVEN);
        assertThat(world.problems()).as("step %d", step).isEmpty();
    }
}
