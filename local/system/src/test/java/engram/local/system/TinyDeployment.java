package engram.local.system;

import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.TinyPackage;
import engram.local.system.lambda.Trigger;
import engram.local.system.parts.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A system whose functions note what they get: `hears` the messages, in `DATA/seen`, and `answers` the requests.
final class TinyDeployment implements Deployment {

    @Override
    public List<FunctionSpec> functions(SystemSettings settings, Map<String, String> environment) {
        Path zip;
        try {
            zip = TinyPackage.zip(settings.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var own = new HashMap<>(environment);
        own.put("SEEN", seen(settings.data()).toString());
        return List.of(
                new FunctionSpec("hears", zip, TinyPackage.HANDLER, 128, Duration.ofSeconds(30), 1,
                        List.of(new Trigger.Queue(10, Duration.ZERO)), own),
                new FunctionSpec("answers", zip, TinyPackage.HANDLER, 128, Duration.ofSeconds(30), 1,
                        List.of(new Trigger.Http("/v1/")), own));
    }

    static Path seen(Path data) {
        return data.resolve("seen");
    }

    /// How many of the messages that were seen hold all these.
    static long seen(Path data, String... parts) throws IOException {
        if (!Files.exists(seen(data))) {
            return 0;
        }
        try (var lines = Files.lines(seen(data))) {
            return lines.filter(line -> List.of(parts).stream().allMatch(line::contains)).count();
        }
    }

    /// Runs one in a process of its own, until that is killed. Says its URL when it answers.
    public static void main(String[] args) throws Exception {
        try (LocalSystem system = LocalSystem.start(SystemSettings.of(Path.of(args[0]), 0), Progress.NONE,
                new TinyDeployment())) {
            System.out.println(system.url());
            system.awaitShutdownRequest();
        }
    }
}
