package engram.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.ChunkIndex.Outcome;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkWrite.Upsert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppendedChunksTest {

    private static final DocumentId ID = new DocumentId(new Workspace("w"), new SourcePath("w/a.md"));
    private static final Outcome APPLIED = new Outcome.Applied();
    private static final Outcome BUSY = new Outcome.Busy("429");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = BEGIN.plusSeconds(60);

    private Instant now = BEGIN;
    private final Slow store = new Slow();
    private final AppendedChunks chunks = new AppendedChunks(store, () -> now, this::pass);

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aVisibleWriteEndsWhenItIsShownAndThenTakesAwayWhatItReplaces() {
        store.holds(1, 0);
        store.holds(1, 1);

        assertThat(chunks.write(ID, 2, List.of(upsert(0)), true, END)).containsExactly(APPLIED);

        assertThat(store.entries).containsExactly("1/1", "2/0");
        assertThat(now).isAfterOrEqualTo(BEGIN.plus(Slow.SHOWN_WITHIN));
        assertThat(store.removedUnseen).isFalse();
    }

    @Test
    void aWriteThatNobodyHasToSeeWaitsForNothing() {
        assertThat(chunks.write(ID, 2, List.of(upsert(0)), false, END)).containsExactly(APPLIED);

        assertThat(now).isEqualTo(BEGIN);
    }

    @Test
    void whatIsNotShownInTimeIsNoOutageOfTheIndex() {
        store.shows = false;

        assertThatThrownBy(() -> chunks.write(ID, 2, List.of(upsert(0)), true, END))
                .isInstanceOf(OutOfTime.class)
                .hasMessageContaining("searches do not see it yet");
        assertThat(now).isBeforeOrEqualTo(END);
    }

    @Test
    void aLookThatFailsIsNoReasonToWriteAgain() {
        store.failures = 3;

        assertThat(chunks.write(ID, 2, List.of(upsert(0)), true, END)).containsExactly(APPLIED);

        assertThat(store.entries).containsExactly("2/0");
        assertThat(store.failures).isZero();
    }

    @Test
    void whatWasReplacedGoesHoweverOftenItIsRefused() {
        store.holds(1, 0);
        store.refusals = 4;

        assertThat(chunks.write(ID, 2, List.of(upsert(0)), true, END)).containsExactly(APPLIED);
        assertThat(store.entries).containsExactly("2/0");

        store.refusals = Integer.MAX_VALUE;
        assertThatThrownBy(() -> chunks.write(ID, 3, List.of(upsert(0)), true, END))
                .isInstanceOf(OutOfTime.class)
                .hasMessageContaining("too busy to remove 1 entries");
    }

    @Test
    void aDeletionTakesAwayAllThatIsOlderAndNothingElse() {
        store.holds(1, 0);
        store.holds(2, 0);
        store.holds(5, 0);
        store.holds(1, 1);

        assertThat(chunks.write(ID, 4, List.of(new ChunkWrite.Delete(0)), false, END)).containsExactly(APPLIED);

        assertThat(store.entries).containsExactlyInAnyOrder("1/1", "5/0");
    }

    @Test
    void whatTheStoreDidNotTakeIsToldAndNotWaitedFor() {
        store.busySlot = 1;

        assertThat(chunks.write(ID, 2, List.of(upsert(0), upsert(1), upsert(2)), true, END)).containsExactly(APPLIED, BUSY, APPLIED);
        assertThat(store.entries).containsExactly("2/0", "2/2");
    }

    @Test
    void ofSeveralCandidatesForASlotTheNewestStandsForItAtItsPlace() {
        Candidate old = candidate(0, 1);
        Candidate other = candidate(1, 1);
        Candidate newest = candidate(0, 2);
        Candidate twice = candidate(1, 1);

        assertThat(AppendedChunks.newest(List.of(old, other, newest, twice))).containsExactly(other, newest);
    }

    private static Candidate candidate(int slot, long generation) {
        return new Candidate(ID, slot, new ChunkHash(slot, generation), generation, .5, "", List.of(), "text", "text/plain", List.of());
    }

    private static Upsert upsert(int slot) {
        return new Upsert(slot, new Chunk(0, 4, "text", "", List.of(), "text", "text/plain", Map.of()), Embedding.of(1, 0));
    }

    /// Shows what was added some seconds later. Entries are called by generation and slot.
    private final class Slow implements EntryStore {
        static final Duration SHOWN_WITHIN = Duration.ofSeconds(10);

        private final List<String> entries = new ArrayList<>();
        private Instant added = Instant.MIN;
        private boolean shows = true;
        private boolean removedUnseen;
        private int failures;
        private int refusals;
        private int busySlot = -1;

        void holds(long generation, int slot) {
            entries.add(generation + "/" + slot);
        }

        @Override
        public List<Outcome> add(DocumentId id, long generation, List<Upsert> upserts, Instant notAfter) {
            added = now;
            return upserts.stream().map(upsert -> {
                if (upsert.slot() == busySlot) {
                    return BUSY;
                }
                entries.add(generation + "/" + upsert.slot());
                return APPLIED;
            }).toList();
        }

        @Override
        public long shown(DocumentId id, long generation, Instant notAfter) {
            if (failures > 0) {
                failures--;
                throw new TransientFailure("429");
            }
            return seen().stream().filter(entry -> entry.generation() == generation).count();
        }

        @Override
        public List<Shown> shown(DocumentId id, Instant notAfter) {
            return seen();
        }

        private List<Shown> seen() {
            boolean all = shows && !now.isBefore(added.plus(added.equals(Instant.MIN) ? Duration.ZERO : SHOWN_WITHIN));
            long newest = entries.stream().mapToLong(entry -> Long.parseLong(entry.split("/")[0])).max().orElse(0);
            return entries.stream()
                    .map(entry -> new Shown(entry, Integer.parseInt(entry.split("/")[1]), Long.parseLong(entry.split("/")[0])))
                    .filter(entry -> all || entry.generation() < newest)
                    .toList();
        }

        @Override
        public List<Outcome> remove(DocumentId id, List<String> ids, Instant notAfter) {
            removedUnseen |= !added.equals(Instant.MIN) && now.isBefore(added.plus(SHOWN_WITHIN));
            return ids.stream().map(entry -> {
                if (refusals > 0) {
                    refusals--;
                    return BUSY;
                }
                entries.remove(entry);
                return APPLIED;
            }).toList();
        }
    }
}
