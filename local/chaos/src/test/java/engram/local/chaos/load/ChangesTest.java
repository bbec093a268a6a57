package engram.local.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.chaos.compare.Snapshot.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final String PATH = "w/a.md";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Health health = new Health();
    private final Changes changes = new Changes(health, () -> NOW);

    private void change(String eTag, String revision) {
        changes.made(PATH, changes.begin(PATH), Optional.of(new Changes.State(eTag, revision)));
    }

    private void delete() {
        changes.made(PATH, changes.begin(PATH), Optional.empty());
    }

    private static Optional<Row> row(String status, String eTag, String revision) {
        return Optional.of(new Row(status, "", 1, eTag, 1, "text/plain", Map.of("revision", revision), 0, List.of(), NOW));
    }

    @Test
    void aChangeIsFollowedWhenTheCatalogShowsIt() {
        change("e1", "r1");
        changes.follow(PATH, Optional.empty());
        assertThat(changes.open()).containsExactly(PATH);

        changes.follow(PATH, row("INDEXED", "e1", "r1"));

        assertThat(changes.open()).isEmpty();
        assertThat(changes.settled().get(PATH).exists()).isTrue();
    }

    @Test
    void aLaterChangeCoversThoseBeforeIt() {
        change("e1", "r1");
        change("e2", "r2");
        delete();
        change("e4", "r4");

        changes.follow(PATH, row("INDEXED", "e2", "r2"));
        assertThat(changes.open()).containsExactly(PATH);
        assertThat(changes.settled()).isEmpty();

        changes.follow(PATH, row("INDEXED", "e4", "r4"));
        assertThat(changes.open()).isEmpty();
    }

    @Test
    void otherMetadataIsAChange() {
        change("e1", "r1");
        change("e1", "r2");

        changes.follow(PATH, row("INDEXED", "e1", "r1"));

        assertThat(changes.open()).containsExactly(PATH);
    }

    @Test
    void aDeletionIsFollowedByATombstoneOrByNothing() {
        delete();
        changes.follow(PATH, row("INDEXED", "e1", "r1"));
        assertThat(changes.open()).containsExactly(PATH);

        changes.follow(PATH, row("DELETED", "", ""));

        assertThat(changes.open()).isEmpty();
        assertThat(changes.settled().get(PATH).exists()).isFalse();
    }

    @Test
    void noRowAndAnOldTombstoneSayNothingOfWhatIsStillOnItsWay() {
        change("e1", "r1");
        delete();
        changes.follow(PATH, Optional.empty());
        assertThat(changes.open()).isEmpty();
        assertThat(changes.settled()).isEmpty();

        change("e3", "r3");
        delete();
        changes.follow(PATH, Optional.of(new Row("DELETED", "", 1, "", 0, "", Map.of(), 0, List.of(), NOW.minusMillis(1))));
        assertThat(changes.settled()).isEmpty();
    }

    @Test
    void nothingIsKnownWhileAChangeIsUnderWay() {
        change("e1", "r1");
        changes.follow(PATH, row("INDEXED", "e1", "r1"));

        changes.begin(PATH);

        assertThat(changes.settled()).isEmpty();
    }

    @Test
    void onlyWhatBeganAndEndedWhileAllWasHealthyCountsAsHealthy() {
        change("e1", "r1");
        health.begin();
        changes.follow(PATH, row("INDEXED", "e1", "r1"));
        change("e2", "r2");
        changes.follow(PATH, row("INDEXED", "e2", "r2"));
        change("e3", "r3");
        health.end();
        changes.follow(PATH, row("INDEXED", "e3", "r3"));

        assertThat(changes.times().healthy()).hasSize(1);
        assertThat(changes.times().longest()).isGreaterThanOrEqualTo(changes.times().longestHealthy());
    }
}
