package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.health.Level;
import engram.domain.health.Watchbook;
import engram.domain.health.Watchbook.Entry;
import engram.domain.health.Watchbook.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private static Entry plain(long look) {
        return new Entry(look, Level.OK, NOW, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static long after(Optional<Entry> seen) {
        return seen.map(Entry::look).orElse(0L) + 1;
    }
}
