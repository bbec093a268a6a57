package engram.local.system.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PartCommandTest {
    @Test
    void theHeapOfAPartIsSetByTheEnvironment() {
        assertThat(PartCommand.heap(Part.OPENSEARCH, Map.of())).isEqualTo(512);
        assertThat(PartCommand.heap(Part.OPENSEARCH, Map.of("ENGRAM_OPENSEARCH_HEAP", "2048"))).isEqualTo(2048);
        assertThat(PartCommand.heap(Part.S3, Map.of("ENGRAM_OPENSEARCH_HEAP", "2048"))).isEqualTo(64);
    }

    @Test
    void aHeapThatIsNoneIsNamed() {
        for (String heap : new String[] {"2g", "15", "65537", "-1", ""}) {
            assertThatThrownBy(() -> PartCommand.heap(Part.SQS, Map.of("ENGRAM_SQS_HEAP", heap)))
                    .isInstanceOf(PartFailure.class)
                    .hasMessage("ENGRAM_SQS_HEAP must be a number of MiB from 16 to 65536, not " + heap);
        }
    }
}
