package engram.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.testing.retention.InMemoryRetrievals;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnretrievedTest {

    private static final DocumentId ID = WorkspaceMapping.DEFAULT.documentAt(new SourcePath("w/a.md"));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration AGE = Duration.ofDays(100);

    private Optional<Instant> firstSeen = Optional.of(START);
    private final InMemoryRetrievals retrievals = new InMemoryRetrievals(_ -> firstSeen);

    @Test
    void whatWasNeverRetrievedCountsFromWhenItWasIndexedFirst() {
        retrievals.begin(START.minus(AGE), DAY);

        assertThat(unretrievedAt(START.plus(AGE).minusMillis(1))).isFalse();
        assertThat(unretrievedAt(START.plus(AGE))).isTrue();
    }

    @Test
    void aRetrievalCountsAnIntervalLater() {
        retrievals.begin(START, DAY);
        retrievals.note(ID, START.plus(DAY.multipliedBy(50)), DAY);

        Instant end = START.plus(DAY.multipliedBy(51)).plus(AGE);
        assertThat(unretrievedAt(end.minusMillis(1))).isFalse();
        assertThat(unretrievedAt(end)).isTrue();
    }

    @Test
    void whatNobodyNotedCountsAsRetrieved() {
        assertThat(unretrievedAt(Instant.MAX.minus(AGE))).isFalse();

        retrievals.begin(START.plus(DAY.multipliedBy(30)), DAY);
        Instant end = START.plus(DAY.multipliedBy(30)).plus(AGE);
        assertThat(unretrievedAt(end.minusMillis(1))).isFalse();
        assertThat(unretrievedAt(end)).isTrue();

        retrievals.end();
        assertThat(unretrievedAt(end)).isFalse();
    }

    @Test
    void whatTheCatalogDoesNotKnowIsLeftAlone() {
        retrievals.begin(START, DAY);
        firstSeen = Optional.empty();

        assertThat(unretrievedAt(START.plus(AGE.multipliedBy(10)))).isFalse();
    }

    @Test
    void aNoteOfADocumentThatWasDeletedSaysNothingOfTheOneInItsPlace() {
        retrievals.begin(START.minus(AGE.multipliedBy(3)), DAY);
        retrievals.note(ID, START.minus(AGE.multipliedBy(2)), DAY);

        assertThat(unretrievedAt(START.plus(DAY))).isFalse();
    }

    @Test
    void aDocumentThatIsRetrievedAfterItsMarkStays() {
        Surroundings world = new Surroundings(new Random(1));
        world.follower.retrievals.begin(world.clock.instant(), DAY);
        world.rules("version: 1\nrules:\n  - {id: r, mode: act, match: {path: w/**, retrieved: 10d}, action: delete, grace: 5d}\n");
        world.put("w/a.md", "abc");
        world.put("w/b.md", "abcd");
        world.follower.catchUp(world.clock.instant());
        world.clock.advance(DAY.multipliedBy(10));
        world.run();
        assertThat(world.notebook.list("mark/", Optional.empty(), 10)).hasSize(2);

        world.follower.retrievals.note(ID, world.clock.instant(), DAY);
        world.clock.advance(DAY.multipliedBy(5));
        world.run();

        assertThat(world.isThere("w/a.md")).isTrue();
        assertThat(world.isThere("w/b.md")).isFalse();
    }

    private boolean unretrievedAt(Instant now) {
        return new Unretrieved(retrievals).since(ID, AGE, now);
    }
}
