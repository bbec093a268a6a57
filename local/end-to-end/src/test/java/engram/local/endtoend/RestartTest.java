package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.system.Description;
import engram.local.system.LocalSystem;
import engram.local.system.parts.Progress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What survives when everything ends, orderly or not.
class RestartTest {

    @TempDir
    Path data;

    @Test
    void theMemorySurvivesARestartOfEverything() throws Exception {
        try (LocalSystem system = LocalSystem.start(Systems.settings(data), Progress.NONE)) {
            User user = new User(system.description());
            user.put("keep/a.md", "# Kept\n\nWhat was learnt yesterday.\n");
            user.awaitStatus("keep", "keep/a.md", "INDEXED");
        }
        try (LocalSystem system = LocalSystem.start(Systems.settings(data), Progress.NONE)) {
            User user = new User(system.description());
            assertThat(user.texts("keep", "what did we learn", "hybrid"))
                    .containsExactly("# Kept\n\nWhat was learnt yesterday.\n");
        }
    }

    @Test
    void whateverIsKilledInTheMiddleOfALoadTheLoadEndsComplete() throws Exception {
        try (LocalSystem system = LocalSystem.start(Systems.settings(data), Progress.NONE)) {
            User user = new User(system.description());
            int documents = 40;
            for (int i = 0; i < documents; i++) {
                user.put("load/%d.md".formatted(i), "# Number %d\n\n".formatted(i) + ("Text %d. ".formatted(i)).repeat(300));
                if (i == documents / 3) {
                    kill(system.description(), "ingest");
                } else if (i == documents / 2) {
                    kill(system.description(), "opensearch");
                }
            }
            for (int i = 0; i < documents; i++) {
                user.awaitStatus("load", "load/%d.md".formatted(i), "INDEXED");
            }
            assertThat(user.status().path("queue").path("dlq").asInt()).isZero();
        }
    }

    private static void kill(Description system, String name) {
        List<Description.Child> children = system.children().stream()
                .filter(child -> child.name().startsWith(name) && child.pid() > 0)
                .toList();
        assertThat(children).as("processes of " + name).isNotEmpty();
        children.forEach(child -> ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }
}
