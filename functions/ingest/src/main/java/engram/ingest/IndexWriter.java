package engram.ingest;

import engram.domain.Backoff;
import engram.domain.Chunk;
import engram.domain.ChunkIndex;
import engram.domain.ChunkIndex.Outcome;
import engram.domain.ChunkWrite;
import engram.domain.Lease;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import java.util.ArrayList;
import java.util.List;

/// `upsert`: brings writes into the index, judging each: a newer write that was there before is no error, a busy store
/// is asked again for what it did not take, a refused chunk makes the document a rejected one.
final class IndexWriter {

    private final ChunkIndex index;
    private final Backoff backoff;

    IndexWriter(ChunkIndex index, Backoff backoff) {
        this.index = index;
        this.backoff = backoff;
    }

    /// @param visible whether searches see the upserts when this returns
    /// @throws PermanentFailure if the index refuses a chunk for what it is
    /// @throws engram.domain.TransientFailure if the index does not answer, or stays busy
    void write(Lease lease, List<? extends ChunkWrite> writes, boolean visible, Deadline deadline) {
        List<ChunkWrite> open = List.copyOf(writes);
        for (int tries = 1; !open.isEmpty(); tries++) {
            deadline.check();
            List<Outcome> outcomes = index.write(lease.id(), lease.generation(), open, visible, deadline.nearFrom());
            open = busy(open, outcomes);
            if (!open.isEmpty()) {
                backoff.pause(tries, "the index was too busy for %d of %d writes (%s)"
                        .formatted(open.size(), writes.size(), why(outcomes)));
            }
        }
    }

    private static List<ChunkWrite> busy(List<ChunkWrite> writes, List<Outcome> outcomes) {
        List<ChunkWrite> busy = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Applied _, Outcome.Superseded _ -> {}
                case Outcome.Busy _ -> busy.add(writes.get(i));
                case Outcome.Refused(String why) ->
                    throw new PermanentFailure(Reason.INDEX_REFUSED, place(writes.get(i)) + ": " + why);
            }
        }
        return busy;
    }

    private static String why(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Busy.class::isInstance)
                .map(busy -> ((Outcome.Busy) busy).why())
                .findFirst()
                .orElseThrow();
    }

    private static String place(ChunkWrite write) {
        return switch (write) {
            case ChunkWrite.Upsert(_, Chunk chunk, _) -> "passage from character " + chunk.start();
            case ChunkWrite.Delete(int slot) -> "deletion of slot " + slot;
        };
    }
}
