package engram.retention.function;

import engram.testing.contract.ConfigurationContract;

class RetentionConfigTest extends ConfigurationContract {

    @Override
    protected String source() {
        return "functions/retention/src/main/java/engram/retention/function/RetentionConfig.java";
    }
}
