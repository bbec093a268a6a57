package engram.local.endtoend;

import static org.assertj.core.api.Assumptions.assumeThat;

import engram.local.infra.Tools;
import engram.local.system.parts.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// An S3, SQS and DynamoDB that others made, in the place of our own parts. Each begins empty, but for one that is there already.
///
/// @param end stops it
record Emulator(URI at, Runnable end) implements AutoCloseable {

    /// The property of the tests that names one of: `none`, our own parts; `moto`, a process of `moto_server`; `floci` and `localstack`, a
    /// container each; the URL of one that runs.
    static final String ASKED = "engram.stores";

    static final String NONE = "none";
    static final String MOTO = "moto";

    private static final int PORT = 4566;
    private static final String FLOCI = "floci/floci:1.5.30";
    private static final String LOCALSTACK = "localstack/localstack:latest";
    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    /// Skips the tests, with the reason, where it is not to be had. Empty: none is wanted.
    ///
    /// @param logs folder for what it prints
    static Optional<Emulator> open(String name, Path logs) throws IOException, InterruptedException {
        return switch (name) {
            case NONE -> Optional.empty();
            case MOTO -> Optional.of(moto(logs));
            case "floci" -> Optional.of(container(FLOCI, Map.of()));
            case "localstack" -> Optional.of(localstack());
            default -> Optional.of(new Emulator(running(name), () -> {}));
        };
    }

    @Override
    public void close() {
        end.run();
    }

    private static URI running(String name) {
        if (!name.startsWith("http://")) {
            throw new IllegalArgumentException("-D%s is none, moto, floci, localstack or the URL of what runs, got %s".formatted(ASKED, name));
        }
        return URI.create(name);
    }

    private static Emulator localstack() {
        String token = System.getenv().getOrDefault(TOKEN, "");
        assumeThat(token).as("LocalStack wants a token, in the environment variable %s", TOKEN).isNotEmpty();
        return container(LOCALSTACK, Map.of(TOKEN, token));
    }

    /// Closed by [#close].
    @SuppressWarnings("resource")
    private static Emulator container(String image, Map<String, String> environment) {
        assumeThat(DockerClientFactory.instance().isDockerAvailable()).as("%s needs Docker", image).isTrue();
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv(environment)
                .withExposedPorts(PORT)
                // Floci answers what LocalStack does.
                .waitingFor(Wait.forHttp("/_localstack/health").forPort(PORT));
        container.start();
        return new Emulator(URI.create("http://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT))), container::stop);
    }

    private static Emulator moto(Path logs) throws IOException, InterruptedException {
        Optional<Path> server = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "moto_server")).filter(Files::isExecutable).findFirst();
        Tools.require(server.isPresent(), "no emulator of AWS: neither -D%s=… nor moto_server on the PATH".formatted(ASKED));
        Path log = logs.resolve("moto.log");
        int port = FreePorts.any();
        Process moto = new ProcessBuilder(server.get().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        URI at = URI.create("http://127.0.0.1:" + port);
        while (!answers(at)) {
            Tools.require(moto.isAlive(), "moto_server does not start here: " + Files.readString(log));
            moto.waitFor(Duration.ofMillis(100));
        }
        return new Emulator(at, () -> {
            moto.descendants().forEach(ProcessHandle::destroy);
            moto.destroy();
        });
    }

    private static boolean answers(URI at) {
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
