package engram.health;

import static org.assertj.core.api.Assertions.assertThat;

import engram.testing.contract.ArchitectureContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthArchitectureTest extends ArchitectureContract {

    @ParameterizedTest
    @ValueSource(strings = {"ai/onnxruntime/OrtEnvironment.class", "engram/embedding/OnnxEmbedder.class"})
    void thePackageCarriesNoModel(String resource) {
        assertThat(HealthArchitectureTest.class.getClassLoader().getResource(resource)).isNull();
    }
}
