package engram.local.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import engram.local.cli.remote.Json;
import org.junit.jupiter.api.Test;

class HotKeyBenchTest {

    @Test
    void aQueueIsQuietWithoutAnyMessage() {
        assertThat(HotKeyBench.isQuiet(Json.object().put("visible", 0).put("inFlight", 0).put("delayed", 0).put("dlq", 3))).isTrue();
        for (String where : new String[] {"visible", "inFlight", "delayed"}) {
            assertThat(HotKeyBench.isQuiet(Json.object().put(where, 1))).as(where).isFalse();
        }
    }

    @Test
    void aQueueThatDoesNotAnswerIsNotQuiet() {
        assertThat(HotKeyBench.isQuiet(NullNode.getInstance())).isFalse();
        assertThat(HotKeyBench.isQuiet(MissingNode.getInstance())).isFalse();
    }
}
