package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The deployed packages with an S3, SQS and DynamoDB that others made, moto's unless others are asked for: its notifications, its queue,
/// its conditional writes.
class EmulatorTest {

    @TempDir
    static Path data;

    @RegisterExtension
    static final RunningSystem SYSTEM = new RunningSystem(() -> data, Emulator.MOTO);

    private final User user = SYSTEM.user();

    @Test
    void documentsAreFollowedFromTheirFirstByteToTheirDeletion() {
        String key = "moto/notes/a b+c é.md";
        user.put(key, "# Harbour\n\nThe keeper wrote every ship into the ledger.\n");
        user.awaitStatus("moto", key, "INDEXED");
        assertThat(user.texts("moto", "who recorded the ships", "hybrid")).anyMatch(text -> text.contains("keeper"));

        String changed = "# Harbour\n\nThe harbour master wrote every ship into the ledger, and then slept.\n";
        user.put(key, changed);
        user.await("moto", key, document -> document.path("size").asInt() == changed.length());
        assertThat(user.texts("moto", "who recorded the ships", "hybrid")).containsExactly(changed);

        user.delete(key);
        user.awaitEqual("moto");
        assertThat(user.texts("moto", "who recorded the ships", "hybrid")).isEmpty();
    }

    @Test
    void aBurstOfDocumentsEndsEqual() {
        for (int i = 0; i < 30; i++) {
            user.put("burst/%d.md".formatted(i), "# Number %d\n\nText of number %d.\n".formatted(i, i));
            user.put("burst/%d.md".formatted(i), "# Number %d\n\nOther text of number %d.\n".formatted(i, i));
        }
        for (int i = 0; i < 30; i++) {
            int number = i;
            JsonNode document = user.awaitStatus("burst", "burst/%d.md".formatted(i), "INDEXED");
            assertThat(document.path("sourcePath").asText()).isEqualTo("burst/%d.md".formatted(number));
        }
        user.awaitEqual("burst");
    }
}
