package engram.reconcile.function;

import engram.testing.contract.ConfigurationContract;

class ReconcileConfigTest extends ConfigurationContract {

    @Override
    protected String source() {
        return "functions/reconcile/src/main/java/engram/reconcile/function/ReconcileConfig.java";
    }
}
