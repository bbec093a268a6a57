package engram.testing;

import engram.domain.Walks;
import engram.testing.contract.WalksContract;

class InMemoryWalksTest extends WalksContract {

    private final Walks walks = new InMemoryWalks();

    @Override
    protected Walks walks() {
        return walks;
    }
}
