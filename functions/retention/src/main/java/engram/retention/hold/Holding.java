package engram.retention.hold;

import engram.domain.retention.Ledger;
import engram.domain.retention.Notebook;
import engram.retention.ledger.Chain;
import engram.retention.ledger.Receipt.Draft;
import engram.retention.ledger.Receipt.Kind;
import engram.retention.ledger.Receipt.Thing;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Puts holds and lifts them, with a receipt of each.
public final class Holding {

    private final HoldBook book;
    private final Chain chain;
    private final Function<Hold, List<String>> underWay;
    private final InstantSource clock;

    /// @param underWay the documents that are just being acted on, though the hold concerns them
    public Holding(Ledger ledger, Notebook notebook, Chain chain, Function<Hold, List<String>> underWay, InstantSource clock) {
        this.book = new HoldBook(ledger, notebook);
        this.chain = chain;
        this.underWay = underWay;
        this.clock = clock;
    }

    /// @param tooLate documents that a sweep was just acting on when the hold came, and may still remove; the hold is in force for all others
    public record Put(Hold hold, List<String> tooLate) {}

    public List<Hold> all() {
        return book.all().holds().all();
    }

    /// @throws IllegalArgumentException if there is another one with that id
    public Put put(String id, Hold.Kind kind, String value, String reason, String by) {
        Hold hold = new Hold(id, kind, value, reason, by, clock.instant());
        if (!book.put(hold)) {
            throw new IllegalArgumentException("there is a hold " + id + " already: " + book.find(id).map(Hold::toString).orElse("just lifted"));
        }
        // Whoever announced a deed before that may not have seen the hold; whoever announces one from now on does.
        List<String> tooLate = underWay.apply(hold);
        receipt(Kind.HELD, hold, by, hold.toString() + ": " + reason);
        return new Put(hold, tooLate);
    }

    /// @throws IllegalArgumentException if there is none with that id
    public Hold lift(String id, String reason, String by) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a hold is lifted for a reason");
        }
        Hold hold = book.find(id).orElseThrow(() -> new IllegalArgumentException("there is no hold " + id));
        // The receipt first: what is lifted without one would be a hold that vanished.
        receipt(Kind.RELEASED, hold, by, hold + ": " + reason);
        book.remove(id);
        return hold;
    }

    private void receipt(Kind kind, Hold hold, String by, String detail) {
        chain.append(
                new Draft(kind, clock.instant(), by, kind + " " + hold.id() + " " + hold.at(), Thing.NONE.withHold(hold.id()), Optional.of(detail)),
                () -> true);
    }
}
