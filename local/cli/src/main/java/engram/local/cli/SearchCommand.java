package engram.local.cli;

import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {"Asks for passages: by meaning, by words, or by both.", ""})
final class SearchCommand implements Callable<Integer> {

    enum Mode {
        SEMANTIC,
        LEXICAL,
        HYBRID;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Shell shell;

    @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "In any words; quotes are not needed.")
    private List<String> question;

    @Option(names = {"-m", "--mode"}, paramLabel = "M", defaultValue = "hybrid", description = "semantic, lexical or hybrid (default: ${DEFAULT-VALUE}).")
    private Mode mode;

    @Option(names = {"-k"}, paramLabel = "N", defaultValue = "5", description = "Most passages, up to 100 (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--prefix", paramLabel = "P", description = "Only from source paths that start so.")
    private String prefix;

    @Option(names = "--full", description = "Show passages in full length.")
    private boolean full;

    @Option(names = "--json", description = "The API's answer as it is on standard output.")
    private boolean json;

    @Mixin
    private WorkspaceOption workspace;

    @Mixin
    private DataOption data;

    SearchCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (most < 1 || most > 100) {
            throw Failure.usage("-k is 1 to 100, got " + most);
        }
        Running running = data.running(shell);
        try {
            byte[] answer = running.client()
                    .search(workspace.orDefault(), String.join(" ", question), mode.toString(), most, Optional.ofNullable(prefix));
            if (json) {
                shell.terminal().raw(answer);
            } else {
                var read = Json.read(answer);
                new Answers(shell.terminal(), full ? Integer.MAX_VALUE : 5).show(read, most);
                shell.terminal().note(Answers.summary(read));
            }
            return 0;
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }
}
