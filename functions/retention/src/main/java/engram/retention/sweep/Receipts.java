package engram.retention.sweep;

import engram.retention.ledger.Chain;
import engram.retention.ledger.Receipt.Draft;
import engram.retention.ledger.Receipt.Kind;
import engram.retention.ledger.Receipt.Thing;
import engram.retention.ledger.Receipt;
import engram.retention.rules.Action;
import engram.retention.rules.Rule;
import engram.retention.sweep.Acting.Outcome;
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

    Outcome write(Mark mark, Optional<Rule> rule, Instant now) {
        boolean copied = mark.bits().map(Bits::copied).orElse(false);
        Kind kind = mark.stage() == Stage.VANISHED ? Kind.VANISHED : copied ? Kind.ARCHIVED : Kind.DELETED;
        Optional<String> archivedTo = rule.map(Rule::action)
                .filter(_ -> copied)
                .filter(Action.Archive.class::isInstance)
                .map(action -> "s3://%s/%s".formatted(
                        ((Action.Archive) action).to().bucket(), ((Action.Archive) action).to().keyOf(mark.sourcePath())));
        Draft draft = new Draft(kind, now, by, mark.deed(), thing(mark, archivedTo), Optional.empty());
        chain.append(draft, () -> isOpen(mark));
        return switch (kind) {
            case DELETED -> Outcome.DELETED;
            case ARCHIVED -> Outcome.ARCHIVED;
            default -> Outcome.VANISHED;
        };
    }

    private boolean isOpen(Mark mark) {
        return marks.of(mark.path()).filter(read -> read.mark().deed().equals(mark.deed())).isPresent();
    }

    private static Thing thing(Mark mark, Optional<String> archivedTo) {
        Bits bits = mark.bits().orElseThrow();
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
                archivedTo,
                Optional.empty(),
                Optional.empty());
    }
}
