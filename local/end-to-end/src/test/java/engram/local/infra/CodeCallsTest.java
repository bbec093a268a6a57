package engram.local.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `infra/calls.json` against the bytecode of the functions.
class CodeCallsTest {

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "query", "health", "reconcile", "retention"})
    void theListHasWhatTheCodeCanCallAndNothingElse(String function) {
        assertThat(Calls.read().stores(function)).isEqualTo(new CodeCalls(function).all());
    }
}
