package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The build writes the API's description; a copy is kept, so that a change of the API is seen where it is made.
@QuarkusTest
class OpenApiTest {

    private static final Path MADE = Path.of("target/openapi/openapi.yaml");
    private static final Path KEPT = Path.of(System.getProperty("engram.root")).resolve("docs/openapi.yaml");

    @Test
    void theKeptDescriptionIsTheCodes() throws IOException {
        if (Boolean.getBoolean("engram.update")) {
            Files.copy(MADE, KEPT, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(KEPT).as("docs/openapi.yaml is made from the code: run this test with -Dengram.update=true")
                .hasSameTextualContentAs(MADE);
    }
}
