package engram.local.cli;

import engram.local.cli.release.Release;
import engram.local.cli.terminal.Amounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Builds the functions' packages and collects a release: packages, what is in each (CycloneDX), the template that deploys"
                    + " them, third parties' licences, what is new, checksums of all.",
            "",
            "Fails where a package holds what its bill of materials does not know, or a licence that nobody has looked at.",
            ""
        })
final class ReleaseCommand implements Callable<Integer> {

    /// Semantic versioning, without build metadata.
    private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}(-[0-9A-Za-z.-]{1,40})?");

    private final Shell shell;

    @Option(names = "--as", paramLabel = "VERSION", defaultValue = "0.1.0-SNAPSHOT", description = "What is released (default: ${DEFAULT-VALUE}); CHANGELOG.md has a heading for it.")
    private String version;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for it, which is made and must be empty.")
    private Path out;

    ReleaseCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (!VERSION.matcher(version).matches()) {
            throw Failure.usage("--as is a version like 1.2.3 or 1.2.3-rc.1, got " + version);
        }
        List<Path> files = new Release(shell.root(), version).write(out);
        for (Path file : files) {
            shell.terminal().line("%-44s %s".formatted(file.getFileName(), Amounts.bytes(Files.size(file))));
        }
        return 0;
    }
}
