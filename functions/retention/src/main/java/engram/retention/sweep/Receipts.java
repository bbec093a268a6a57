package engram.retention.sweep;

import engram.retention.ledger.Chain;
import engram.retention.ledger.Receipt.Draft;
import engram.retention.ledger.Receipt.Kind;
import engram.retention.ledger.Receipt.Thing;
import engram.retention.ledger.Receipt;
import engram.retention.sweep.Mark.Bits;
import engram.retention.sweep.Mark.Stage;
import java.time.Instant;
import java.util.Optional;

/// Writes the receipt of what a mark says was done.
final class Receipts {

    private final Marks marks;
    private final Chain chain;
    private final String by;

    Receipts(Marks marks, Chain chain, String by) {
        this.marks = marks;
        this.chain = chain;
        this.by = by;
    }

    Outcome write(Mark mark, Instant now) {
        Bits bits = mark.bits().orElseThrow();
        Kind kind = kind(mark, bits);
        Draft draft = new Draft(kind, now, by, mark.deed(), thing(mark, bits), bits.remark());
        chain.append(draft, () -> isOpen(mark));
        return switch (kind) {
            case DELETED -> Outcome.DELETED;
            case ARCHIVED -> Outcome.ARCHIVED;
            case REDACTED -> Outcome.REDACTED;
            case ANONYMISED -> Outcome.ANONYMISED;
            case VANISHED, PROVEN, HELD, RELEASED, RULES -> Outcome.VANISHED;
        };
    }

    private static Kind kind(Mark mark, Bits bits) {
        if (mark.stage() == Stage.VANISHED) {
            return Kind.VANISHED;
        }
        Kind removed = bits.archivedTo().isPresent() ? Kind.ARCHIVED : Kind.DELETED;
        return bits.rewriting().map(done -> done.anonymised() ? Kind.ANONYMISED : Kind.REDACTED).orElse(removed);
    }

    private boolean isOpen(Mark mark) {
        return marks.of(mark.path()).filter(read -> read.mark().deed().equals(mark.deed())).isPresent();
    }

    private static Thing thing(Mark mark, Bits bits) {
        return new Thing(
                Optional.of(mark.path()),
                Optional.of(mark.eTag()),
                bits.versionId(),
                Optional.of(mark.size()),
                Optional.of(mark.lastModified()),
                Optional.of(bits.sha256()),
                Optional.of(mark.rule()),
                Optional.of(mark.ruleVersion()),
                Optional.of(mark.markedAt()),
                bits.approvedBy(),
                bits.archivedTo(),
                bits.rewriting().map(Mark.Rewriting::sha256),
                bits.rewriting().map(Mark.Rewriting::found),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
