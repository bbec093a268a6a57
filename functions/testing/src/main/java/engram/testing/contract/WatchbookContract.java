package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ModelVersion;
import engram.domain.health.Level;
import engram.domain.health.Vitals.Alias;
import engram.domain.health.Watchbook.Entry;
import engram.domain.health.Watchbook.IndexLook;
import engram.domain.health.Watchbook.Notice;
import engram.domain.health.Watchbook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What any [Watchbook] does.
public abstract class WatchbookContract {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123Z");

    protected abstract Watchbook book();

    @Test
    void anEntryIsReadAsItWasWritten() {
        Optional<Entry> seen = book().read();
        Entry next = new Entry(
                after(seen),
                Level.DEGRADED,
                NOW,
                2,
                Optional.of(NOW.minusSeconds(60)),
                Optional.of(NOW.minusSeconds(90)),
                Optional.of(new Notice("n-1", Level.OK, Level.DEGRADED, NOW, List.of("DRIFT", "DEAD_LETTERS"), NOW)));

        assertThat(book().replace(seen, next)).isTrue();
        assertThat(book().read()).hasValue(next);
    }

    @Test
    void aNoticeMayHaveNoReasons() {
        Optional<Entry> seen = book().read();
        Entry next = new Entry(
                after(seen),
                Level.OK,
                NOW,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Notice("n-2", Level.DOWN, Level.OK, NOW, List.of(), NOW)));
        book().replace(seen, next);

        assertThat(book().read()).hasValue(next);
    }

    @Test
    void ofTwoThatSawTheSameEntryOneReplacesIt() {
        Optional<Entry> seen = book().read();

        assertThat(book().replace(seen, plain(after(seen)))).isTrue();
        assertThat(book().replace(seen, plain(after(seen)))).isFalse();
    }

    @Test
    void whoSawNoEntryReplacesNone() {
        book().replace(book().read(), plain(after(book().read())));

        assertThat(book().replace(Optional.empty(), plain(1))).isFalse();
    }

    @Test
    void aLookAtTheIndexIsReadAsItWasKept() {
        Alias alias = new Alias(Set.of("engram-m1", "engram-m2"), Set.of(new ModelVersion("m1"), new ModelVersion("m2")));
        Instant first = afterAnyLook();
        for (IndexLook look : List.of(
                new IndexLook(first, true, Optional.of(7L), alias, Optional.empty()),
                new IndexLook(first, true, Optional.of(7L), alias, Optional.of(NOW)),
                new IndexLook(first.plusSeconds(1), false, Optional.empty(), new Alias(Set.of(), Set.of()), Optional.empty()))) {
            book().keep(look);

            assertThat(book().index()).hasValue(look);
        }
    }

    @Test
    void anEarlierLookAtTheIndexReplacesNoLaterOne() {
        Instant first = afterAnyLook();
        IndexLook later = new IndexLook(first.plusMillis(1), true, Optional.of(8L), new Alias(Set.of(), Set.of()), Optional.empty());
        book().keep(later);

        book().keep(new IndexLook(first, true, Optional.of(7L), new Alias(Set.of(), Set.of()), Optional.empty()));

        assertThat(book().index()).hasValue(later);
    }

    /// The entry and the look are two things: who writes the one leaves the other.
    @Test
    void aLookAtTheIndexIsNoEntry() {
        Optional<Entry> entry = book().read();

        book().keep(new IndexLook(afterAnyLook(), true, Optional.empty(), new Alias(Set.of(), Set.of()), Optional.empty()));

        assertThat(book().read()).isEqualTo(entry);
    }

    private Instant afterAnyLook() {
        return book().index().map(look -> look.at().plusSeconds(1)).orElse(NOW);
    }

    private static Entry plain(long look) {
        return new Entry(look, Level.OK, NOW, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static long after(Optional<Entry> seen) {
        return seen.map(Entry::look).orElse(0L) + 1;
    }
}
