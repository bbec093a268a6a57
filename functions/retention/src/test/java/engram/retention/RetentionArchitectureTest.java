package engram.retention;

import static org.assertj.core.api.Assertions.assertThat;

import engram.testing.contract.ArchitectureContract;
import org.junit.jupiter.api.Test;

class RetentionArchitectureTest extends ArchitectureContract {

    @Test
    void neitherModelNorOtherFunctionsAreOnTheClassPath() {
        for (String unwanted : new String[] {
            "ai/onnxruntime/OrtEnvironment", "engram/embedding/OnnxEmbedder", "engram/ingest/Ingest", "engram/query/Search"
        }) {
            assertThat(getClass().getClassLoader().getResource(unwanted + ".class")).as(unwanted).isNull();
        }
    }
}
