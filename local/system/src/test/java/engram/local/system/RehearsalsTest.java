package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalsTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final List<String> ran = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    private Rehearsals.Due due(String name, boolean fails) {
        return new Rehearsals.Due(name, () -> {
            ran.add(name);
            if (fails) {
                throw new IOException("no cache");
            }
        });
    }

    @Test
    void whatFailedTwiceIsLeftAndOthersHaveTheirTurn() throws InterruptedException {
        var due = List.of(due("broken", true), due("well", false));
        var rehearsals = new Rehearsals(() -> due, List::of, (who, line) -> said.add(who + " " + line), clock);
        rehearsals.look();
        for (int i = 0; i < 4; i++) {
            now = now.plus(Duration.ofMinutes(1));
            rehearsals.look();
        }

        assertThat(ran).containsExactly("broken", "broken", "well", "well");
        assertThat(said.get(0)).contains("will be tried again", "no cache");
        assertThat(said.get(1)).contains("will not be any more", "no cache");
    }
}
