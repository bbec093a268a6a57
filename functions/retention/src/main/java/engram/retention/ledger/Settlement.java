package engram.retention.ledger;

/// What follows from a receipt's being written, before the next one is: it may be called more than once for one receipt, by several
/// processes, and after a crash by another one than wrote it.
@FunctionalInterface
public interface Settlement {
    void settle(Receipt receipt);
}
