package engram.local.system.lambda;

import engram.local.system.handler.TinyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A function.zip with [TinyHandler], laid out like a deployed one, and what it takes to run it.
public final class TinyPackage {

    public static final String HANDLER = TinyHandler.class.getName() + "::handleRequest";

    private TinyPackage() {
    }

    /// Writes the package.
    public static Path zip(Path folder) throws IOException {
        Path zip = folder.resolve("function.zip");
        String name = TinyHandler.class.getName().replace('.', '/') + ".class";
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
             InputStream in = TinyHandler.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new ZipEntry(name));
            in.transferTo(out);
        }
        return zip;
    }

    public static FunctionSpec spec(Path folder, Trigger trigger, Duration timeout, int concurrency)
            throws IOException {
        return spec(folder, trigger, timeout, concurrency, "");
    }

    /// @param queue URL of the queue that its messages come from
    public static FunctionSpec spec(Path folder, Trigger trigger, Duration timeout, int concurrency, String queue)
            throws IOException {
        return new FunctionSpec("tiny", zip(folder), HANDLER, 128, timeout, concurrency, List.of(trigger),
                Map.of("GREETING", "hello", "SEEN", folder.resolve("seen").toString(), "QUEUE", queue));
    }

    public static HostSettings settings(Path folder) {
        return new HostSettings(folder.resolve("work"), folder.resolve("logs"), Path.of("target", "ric").toAbsolutePath(),
                "us-east-1");
    }
}
