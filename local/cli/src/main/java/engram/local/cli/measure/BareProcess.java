package engram.local.cli.measure;

import engram.local.cli.Failure;
import engram.local.system.lambda.PackageZip;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        new PackageZip(zip).unpack(folder);
        return new BareProcess(folder, threads);
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
