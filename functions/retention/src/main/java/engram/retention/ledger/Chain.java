package engram.retention.ledger;

import engram.domain.TransientFailure;
import engram.domain.retention.Ledger;
import engram.domain.retention.Notebook.Note;
import engram.domain.retention.Notebook;
import engram.retention.Hashes;
import engram.retention.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/// The receipts as a chain. A note outside of their bucket says which one is the last, so that one that is removed from the end
/// is missed as well.
///
/// A receipt is put under the next number if nothing is there; then it is settled; then the note moves on. Who finds one that the note
/// does not know of yet settles it and moves the note himself: its writer has died, or is just about to. So there is one of each deed, whoever
/// dies when.
public final class Chain {

    /// What the first receipt names as the one before.
    public static final String START = "0".repeat(64);

    static final String PREFIX = "receipts/";

    private static final String HEAD = "head";
    private static final int TRIES = 200;
    private static final int PAGE = 1_000;

    private final Ledger ledger;
    private final Notebook notebook;
    private final Settlement settlement;

    public Chain(Ledger ledger, Notebook notebook, Settlement settlement) {
        this.ledger = ledger;
        this.notebook = notebook;
        this.settlement = settlement;
    }

    /// The last receipt that is settled.
    ///
    /// @param number 0: there is none
    /// @param hash of its bytes; [#START] if there is none
    public record Head(long number, String hash) {}

    private record Known(Head head, long revision) {}

    static String key(long number) {
        return PREFIX + "%012d.json".formatted(number);
    }

    public Head head() {
        return known().head();
    }

    private Known known() {
        Optional<Note> note = notebook.find(HEAD);
        return note.map(found -> new Known(Json.read(found.content(), Head.class), found.revision()))
                .orElseGet(() -> new Known(lastOf(ledger), Notebook.NONE));
    }

    /// What the bucket says, if there is no note yet, or it is lost with the rest of the catalog: the one before the last, since nobody knows
    /// whether the last one was settled.
    private static Head lastOf(Ledger ledger) {
        Optional<String> last = Optional.empty();
        List<String> page = ledger.keys(PREFIX, last, PAGE);
        while (!page.isEmpty()) {
            last = Optional.of(page.getLast());
            page = ledger.keys(PREFIX, last, PAGE);
        }
        return last.flatMap(ledger::read)
                .map(Chain::receipt)
                .map(receipt -> new Head(receipt.number() - 1, receipt.previous()))
                .orElse(new Head(0, START));
    }

    /// Settles what a dead writer left.
    public void recover() {
        Known known = known();
        ledger.read(key(known.head().number() + 1)).ifPresent(bytes -> adopt(known, bytes));
    }

    /// The receipt of that deed, written now unless it was before.
    ///
    /// @param wanted whether nobody has settled a receipt of that deed; asked after the last receipt was looked up, so that a process that slept
    ///     too long writes none for what another one has finished
    /// @return empty if it is not wanted any more
    /// @throws TransientFailure if a store does not answer; it may have been written then
    public Optional<Receipt> append(Receipt.Draft draft, BooleanSupplier wanted) {
        for (int tries = 0; tries < TRIES; tries++) {
            Known known = known();
            if (!wanted.getAsBoolean()) {
                return Optional.empty();
            }
            Receipt next = draft.as(known.head().number() + 1, known.head().hash());
            byte[] bytes = Json.bytes(next);
            if (ledger.create(key(next.number()), bytes)) {
                settle(known, next, bytes);
                return Optional.of(next);
            }
            Optional<Receipt> there = ledger.read(key(next.number())).map(found -> settled(known, found));
            if (there.isPresent() && there.get().deed().equals(draft.deed())) {
                return there;
            }
        }
        throw new TransientFailure("no receipt could be written: others wrote " + TRIES + " meanwhile");
    }

    /// Unless somebody else was faster.
    private Receipt settled(Known known, byte[] bytes) {
        return known().equals(known) ? adopt(known, bytes) : receipt(bytes);
    }

    private Receipt adopt(Known known, byte[] bytes) {
        Receipt receipt = receipt(bytes);
        if (!receipt.previous().equals(known.head().hash()) || receipt.number() != known.head().number() + 1) {
            throw new IllegalStateException("receipt " + (known.head().number() + 1)
                    + " does not follow the one before: see local/engram receipts verify");
        }
        settle(known, receipt, bytes);
        return receipt;
    }

    private void settle(Known known, Receipt receipt, byte[] bytes) {
        settlement.settle(receipt);
        // Whoever was faster moved it to the same place.
        notebook.write(HEAD, known.revision(), Json.text(new Head(receipt.number(), Hashes.sha256(bytes))));
    }

    static Receipt receipt(byte[] bytes) {
        try {
            return Json.read(bytes, Receipt.class);
        } catch (IOException e) {
            throw new IllegalStateException("a receipt is none that Engram wrote: see local/engram receipts verify", e);
        }
    }

    /// Receipts from that number on, in order, as far as there are any.
    public List<Receipt> from(long number, int limit) {
        return LongStream.range(number, number + limit)
                .mapToObj(each -> ledger.read(key(each)))
                .takeWhile(Optional::isPresent)
                .map(bytes -> receipt(bytes.get()))
                .toList();
    }
}
