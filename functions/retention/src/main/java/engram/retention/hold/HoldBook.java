package engram.retention.hold;

import engram.domain.TransientFailure;
import engram.domain.retention.Ledger;
import engram.domain.retention.Notebook.Note;
import engram.domain.retention.Notebook;
import engram.retention.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where holds are kept: an object each in retention's own bucket, so that they outlive the catalog. A note beside the catalog counts their
/// changes, so that a sweep sees before each deed, at the price of one read, whether there are others than it knows.
public final class HoldBook {

    private static final String PREFIX = "holds/";
    private static final String CHANGES = "holds";
    private static final int PAGE = 1_000;
    private static final int TRIES = 50;

    private final Ledger ledger;
    private final Notebook notebook;

    public HoldBook(Ledger ledger, Notebook notebook) {
        this.ledger = ledger;
        this.notebook = notebook;
    }

    /// All holds as of that count of changes.
    public record Known(Holds holds, long changes) {}

    public Known all() {
        // The count first: what changes meanwhile makes it differ.
        long changes = changes();
        List<Hold> holds = new ArrayList<>();
        List<String> keys = ledger.keys(PREFIX, Optional.empty(), PAGE);
        while (!keys.isEmpty()) {
            keys.forEach(key -> ledger.read(key).map(HoldBook::hold).ifPresent(holds::add));
            keys = ledger.keys(PREFIX, Optional.of(keys.getLast()), PAGE);
        }
        return new Known(new Holds(holds), changes);
    }

    /// The same if nothing changed since, else what there is now.
    public Known now(Known known) {
        return changes() == known.changes() ? known : all();
    }

    public Optional<Hold> find(String id) {
        return ledger.read(key(id)).map(HoldBook::hold);
    }

    /// Puts the hold; it is in force when this returns, for every deed that is not under way yet.
    ///
    /// @return whether it was put; false: there is another one with this id
    public boolean put(Hold hold) {
        boolean put = ledger.create(key(hold.id()), Json.bytes(hold)) || find(hold.id()).equals(Optional.of(hold));
        // Also where it was there: whoever put it may have died before this.
        count();
        return put;
    }

    public void remove(String id) {
        ledger.remove(key(id));
        count();
    }

    private long changes() {
        return notebook.find(CHANGES).map(Note::revision).orElse(Notebook.NONE);
    }

    private void count() {
        for (int tries = 0; tries < TRIES; tries++) {
            if (notebook.write(CHANGES, changes(), "{}").isPresent()) {
                return;
            }
        }
        throw new TransientFailure("the change of a hold could not be counted: others changed holds " + TRIES + " times meanwhile");
    }

    private static String key(String id) {
        return PREFIX + id + ".json";
    }

    /// A hold that cannot be read must not be passed over.
    private static Hold hold(byte[] bytes) {
        try {
            return Json.read(bytes, Hold.class);
        } catch (IOException e) {
            throw new IllegalStateException("an object below " + PREFIX + " of the ledger's bucket is no hold: mend or remove it; no sweep"
                    + " runs until then", e);
        }
    }
}
