package engram.local.cli.measure;

import engram.local.cli.Failure;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Runs [BareLoop] from a function's own package, unpacked.
public final class BareProcess {

    private final Path unpacked;
    private final int threads;

    private BareProcess(Path unpacked, int threads) {
        this.unpacked = unpacked;
        this.threads = threads;
    }

    /// @param zip    the function's package
    /// @param folder where to unpack it; whoever gives it deletes it
    /// @param threads that embed
    public static BareProcess of(Path zip, Path folder, int threads) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (var entries = file.entries(); entries.hasMoreElements(); ) {
                unpack(file, entries.nextElement(), folder);
            }
        }
        return new BareProcess(folder, threads);
    }

    private static void unpack(ZipFile file, ZipEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException(file.getName() + ": the entry " + entry.getName() + " leads outside");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, target);
        }
    }

    /// How long the model takes over these texts, in seconds.
    public double passages(List<String> texts) throws IOException {
        return run(List.of("passages", model(), Integer.toString(threads)), texts).getFirst();
    }

    /// How long each question takes, embedded and asked of the index directly, in seconds.
    public List<Double> questions(String indexUrl, String workspace, List<String> questions) throws IOException {
        return run(List.of("questions", model(), Integer.toString(threads), indexUrl, workspace), questions);
    }

    private String model() {
        return unpacked.resolve("model").toString();
    }

    private List<Double> run(List<String> arguments, List<String> texts) throws IOException {
        String ours = Path.of(System.getProperty("java.class.path").split(":")[0]).toString();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                unpacked + ":" + unpacked.resolve("lib") + "/*:" + ours,
                BareLoop.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        Process process = builder.start();
        try {
            return exchange(process, texts);
        } finally {
            process.destroy();
        }
    }

    private static List<Double> exchange(Process process, List<String> texts) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()))) {
            out.writeInt(texts.size());
            for (String text : texts) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        }
        List<Double> seconds = process.inputReader().lines().map(Double::valueOf).toList();
        try {
            if (process.waitFor() != 0 || seconds.isEmpty()) {
                throw Failure.failed("the bare loop ended with exit code " + process.exitValue() + "; its own words are above");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        }
        return seconds;
    }
}
