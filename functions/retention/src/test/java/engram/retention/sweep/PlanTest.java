package engram.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.WorkspaceMapping;
import engram.retention.hold.Hold;
import engram.retention.hold.HoldBook;
import engram.retention.rules.RulesReader;
import engram.retention.sweep.Plan.Intention;
import engram.retention.sweep.Plan.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final String RULES = """
            version: 1
            rules:
              - {id: act, mode: act, match: {path: w/**, modified: 10d}, action: delete, grace: 5d}
              - {id: dry, match: {path: "**/*.tmp"}, action: delete}
            """;

    private final Surroundings world = new Surroundings(new Random(1));

    @Test
    void itSaysWhatARunWouldDoAndWhy() {
        world.rules(RULES);
        world.put("w/a.md", "abc");
        world.put("w/held.md", "abc");
        world.put("x/b.tmp", "abc");
        world.clock.advance(Duration.ofDays(10));
        world.put("w/young.md", "abc");
        world.hold("case", Hold.Kind.DOCUMENT, "w/held.md");

        List<Intention> plan = plan();
        assertThat(plan).extracting(Intention::path).containsExactly("w/a.md", "w/held.md", "x/b.tmp");
        assertThat(plan).extracting(Intention::standing).containsExactly(Standing.TO_MARK, Standing.HELD, Standing.DRY_RUN);
        assertThat(plan.getFirst().why()).isEqualTo("path w/**; modified 10 days ago, the rule asks for 10 d");
        assertThat(plan.get(1).why()).contains("hold case");

        world.run();
        assertThat(plan().getFirst().standing()).isEqualTo(Standing.WAITS);
        world.clock.advance(Duration.ofDays(5));
        assertThat(plan().getFirst().standing()).isEqualTo(Standing.DUE);
        assertThat(world.bucket.removed()).isEmpty();

        world.run();
        assertThat(world.bucket.removed()).extracting(removed -> removed.path().key()).containsExactly("w/a.md");
    }

    private List<Intention> plan() {
        return new Plan(world.bucket, WorkspaceMapping.DEFAULT, world.follower.retrievals, world.notebook)
                .page(
                        new RulesReader(new RulesReader.Buckets("engram", Optional.of("engram-ledger"))).read(RULES.getBytes(StandardCharsets.UTF_8)),
                        new HoldBook(world.ledger, world.notebook).all().holds(),
                        Optional.empty(),
                        world.budget())
                .intentions();
    }
}
