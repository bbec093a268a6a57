package engram.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x64",
        "Linux, aarch64, linux-aarch64",
        "Mac OS X, aarch64, osx-aarch64",
        "Mac OS X, x86_64, osx-x64"
    })
    void platformsHaveTheNamesThatOnnxRuntimeGivesThem(String os, String processor, String platform) {
        assertThat(NativeLibrary.platform(os, processor)).isEqualTo(platform);
    }

    @Test
    void telemetryMustBeOff() {
        assertThatThrownBy(() -> NativeLibrary.load(TestModels.DIRECTORY, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ORT_DISABLE_TELEMETRY=1");
    }

    @Test
    void aMissingLibraryIsNamed() {
        assertThatThrownBy(() -> NativeLibrary.load(Path.of("nowhere"), Map.of("ORT_DISABLE_TELEMETRY", "1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("onnxruntime")
                .hasMessageContaining("nowhere");
    }
}
