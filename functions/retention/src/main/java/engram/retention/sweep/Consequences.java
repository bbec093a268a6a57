package engram.retention.sweep;

import engram.domain.retention.Notebook;
import engram.retention.ledger.Receipt;
import engram.retention.ledger.Settlement;

/// After a deed's receipt: its mark goes, and a proof is due. After a proof's: it is due no longer.
public final class Consequences implements Settlement {

    private final Notebook notebook;
    private final Marks marks;

    public Consequences(Notebook notebook) {
        this.notebook = notebook;
        this.marks = new Marks(notebook);
    }

    @Override
    public void settle(Receipt receipt) {
        switch (receipt.kind()) {
            case DELETED, ARCHIVED, REDACTED, ANONYMISED, VANISHED -> {
                String path = receipt.thing().path().orElseThrow();
                new Proof(receipt.number(), path, receipt.deed()).put(notebook);
                marks.erase(path, receipt.deed());
            }
            case PROVEN -> Proof.close(notebook, receipt.thing().refersTo().orElseThrow());
            case HELD, RELEASED, RULES -> {}
        }
    }
}
