package engram.query.function;

import engram.testing.contract.ConfigurationContract;

class QueryConfigTest extends ConfigurationContract {

    @Override
    protected String source() {
        return "functions/query/src/main/java/engram/query/function/QueryConfig.java";
    }
}
