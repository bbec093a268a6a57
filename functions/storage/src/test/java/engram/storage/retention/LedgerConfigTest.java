package engram.storage.retention;

import engram.testing.contract.ConfigurationContract;

class LedgerConfigTest extends ConfigurationContract {

    @Override
    protected String source() {
        return "functions/storage/src/main/java/engram/storage/retention/LedgerConfig.java";
    }
}
