package engram.testing.retention;

import engram.domain.retention.Ledger;
import engram.testing.contract.LedgerContract;

class InMemoryLedgerTest extends LedgerContract {

    private final Ledger ledger = new InMemoryLedger();

    @Override
    protected Ledger ledger() {
        return ledger;
    }
}
