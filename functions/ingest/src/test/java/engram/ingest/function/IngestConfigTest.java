package engram.ingest.function;

import engram.testing.contract.ConfigurationContract;

class IngestConfigTest extends ConfigurationContract {

    @Override
    protected String source() {
        return "functions/ingest/src/main/java/engram/ingest/function/IngestConfig.java";
    }
}
