package engram.local.system.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "engram.storage.circuit.Outage: OpenSearch (http://h:1) did not answer | OpenSearch (http://h:1) did not answer",
        "java.lang.IllegalArgumentException: an order names a task: got x      | an order names a task: got x",
        "retention.yaml:12:17: no such action                                  | retention.yaml:12:17: no such action",
        "java.lang.NullPointerException                                        | threw a.Type",
        "''                                                                    | threw a.Type",
    })
    void whatAFunctionSaysIsWithoutTheNamesOfClasses(String message, String words) {
        assertThat(new Outcome.Threw("a.Type", message).words()).isEqualTo(words);
    }
}
