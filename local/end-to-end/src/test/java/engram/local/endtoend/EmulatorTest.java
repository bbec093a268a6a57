package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.system.LocalSystem;
import engram.local.system.SystemSettings;
import engram.local.system.parts.Progress;
import engram.local.system.parts.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The deployed packages with an S3, SQS and DynamoDB that others made: whatever answers at `-Dengram.aws-endpoint=URL` (Floci,
/// LocalStack), else moto's server where there is one. Its notifications, its queue, its conditional writes.
class EmulatorTest {

    private static final String NAMED = "engram.aws-endpoint";

    @TempDir
    static Path data;

    private static Process moto;
    private static LocalSystem system;
    private static User user;

    @BeforeAll
    static void start() throws Exception {
        URI emulator = emulator();
        system = LocalSystem.start(SystemSettings.of(data, 0).withEmulator(emulator), Progress.NONE);
        user = new User(system.description());
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
        if (moto != null) {
            moto.descendants().forEach(ProcessHandle::destroy);
            moto.destroy();
        }
    }

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

    private static URI emulator() throws IOException, InterruptedException {
        String named = System.getProperty(NAMED, "");
        if (!named.isEmpty()) {
            return URI.create(named);
        }
        Optional<Path> server = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "moto_server")).filter(Files::isExecutable).findFirst();
        assumeThat(server).as("no emulator of AWS: neither -D%s=URL nor moto_server on the PATH", NAMED).isPresent();
        int port = FreePorts.any();
        moto = new ProcessBuilder(server.get().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true).redirectOutput(data.resolve("moto.log").toFile()).start();
        URI at = URI.create("http://127.0.0.1:" + port);
        while (!answers(at)) {
            assumeThat(moto.isAlive()).as("moto_server does not start here: %s", Files.readString(data.resolve("moto.log"))).isTrue();
            moto.waitFor(java.time.Duration.ofMillis(100));
        }
        return at;
    }

    private static boolean answers(URI at) {
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
