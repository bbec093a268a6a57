package engram.retention.ledger;

import engram.domain.retention.Ledger;
import engram.retention.Hashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at each receipt, whether it is there, unaltered, and follows the one before.
public final class Verification {

    private final Ledger ledger;
    private final Chain chain;

    public Verification(Ledger ledger, Chain chain) {
        this.ledger = ledger;
        this.chain = chain;
    }

    /// Where a look goes on.
    ///
    /// @param number of the next receipt
    /// @param hash of the one before; absent if that one was not there
    public record Place(long number, Optional<String> hash) {
        public static final Place START = new Place(1, Optional.of(Chain.START));
    }

    /// @param next absent at the end
    /// @param last number of the last receipt, as the note outside of the bucket has it
    public record Part(long checked, Optional<Place> next, long last, List<String> problems) {}

    /// Looks at up to `limit` receipts.
    public Part check(Place from, int limit) {
        Chain.Head head = chain.head();
        List<String> problems = new ArrayList<>();
        Place place = from;
        long checked = 0;
        while (place.number() <= head.number() && checked < limit) {
            place = checkOne(place, problems);
            checked++;
        }
        boolean end = place.number() > head.number();
        if (end && place.number() == head.number() + 1
                && place.hash().isPresent() && !place.hash().get().equals(head.hash())) {
            problems.add("receipt %d, the last one, was altered: its hash is not what the catalog's note says".formatted(head.number()));
        }
        return new Part(checked, end ? Optional.empty() : Optional.of(place), head.number(), problems);
    }

    private Place checkOne(Place place, List<String> problems) {
        long number = place.number();
        Optional<byte[]> bytes = ledger.read(Chain.key(number));
        if (bytes.isEmpty()) {
            problems.add("receipt %d is missing".formatted(number));
            return new Place(number + 1, Optional.empty());
        }
        try {
            Receipt receipt = Chain.receipt(bytes.get());
            if (receipt.number() != number) {
                problems.add("receipt %d was altered: it calls itself %d".formatted(number, receipt.number()));
            }
            if (place.hash().isPresent() && !place.hash().get().equals(receipt.previous())) {
                problems.add("receipt %d or %d was altered: the hash of the one is not what the other says".formatted(number - 1, number));
            }
        } catch (IllegalStateException e) {
            problems.add("receipt %d was altered: it is none that Engram wrote".formatted(number));
        }
        return new Place(number + 1, Optional.of(Hashes.sha256(bytes.get())));
    }
}
