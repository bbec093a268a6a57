package engram.local.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `infra/calls.json` against the bytecode of the functions.
class CodeCallsTest {

    @ParameterizedTest
    @ValueSource(strings = {"query", "health", "reconcile", "retention"})
    void theListHasWhatTheCodeCanCallAndNothingElse(String function) {
        assertThat(Calls.read().stores(function)).isEqualTo(new CodeCalls(function).all());
    }

    /// Two functions of one package, with a role each.
    @ParameterizedTest
    @CsvSource({"ingest, IngestFunction", "verify, VerifyFunction"})
    void theListHasWhatEachFunctionOfThePackageCanCall(String function, String entry) {
        assertThat(Calls.read().stores(function)).isEqualTo(CodeCalls.of("ingest", entry).all());
    }
}
