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

    /// The last receipts; whoever asks again does so soon.
    private static final int LOOKED_THROUGH = 500;

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

    /// The same hold put once more is the one that is there: so whoever got no answer asks again.
    ///
    /// @throws IllegalArgumentException if there is another one with that id
    public Put put(String id, Hold.Kind kind, String value, String reason, String by) {
        Hold wanted = new Hold(id, kind, value, reason, by, clock.instant());
        Hold hold = book.put(wanted) ? wanted : same(wanted);
        // Whoever announced a deed before that may not have seen the hold; whoever announces one from now on does.
        List<String> tooLate = underWay.apply(hold);
        if (hold == wanted || !hasReceipt(hold)) {
            receipt(Kind.HELD, hold, by, hold + ": " + reason);
        }
        return new Put(hold, tooLate);
    }

    private Hold same(Hold wanted) {
        Optional<Hold> there = book.find(wanted.id());
        return there.filter(wanted::saysTheSame).orElseThrow(() -> new IllegalArgumentException(
                "there is a hold " + wanted.id() + " already: " + there.map(Hold::toString).orElse("just lifted")));
    }

    /// Whoever put it may have died before.
    private boolean hasReceipt(Hold hold) {
        long head = chain.head().number();
        return chain.from(Math.max(1, head - LOOKED_THROUGH + 1), LOOKED_THROUGH).stream()
                .anyMatch(receipt -> receipt.deed().equals(deed(Kind.HELD, hold)));
    }

    private static String deed(Kind kind, Hold hold) {
        return kind + " " + hold.id() + " " + hold.at();
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
                new Draft(kind, clock.instant(), by, deed(kind, hold), Thing.NONE.withHold(hold.id()), Optional.of(detail)),
                () -> true);
    }
}
