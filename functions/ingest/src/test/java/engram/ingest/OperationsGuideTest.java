package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationsGuideTest {

    /// Maven runs tests in their module's directory.
    private static final Path GUIDE = Path.of("../../docs/operations.md");

    @ParameterizedTest
    @EnumSource(Reason.class)
    void itSaysWhatToDoAboutEachReason(Reason reason) throws IOException {
        assertThat(Files.readString(GUIDE)).contains("| `" + reason + "` | ");
    }
}
