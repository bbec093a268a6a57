package engram.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.retention.Display;
import engram.local.cli.retention.Retention;
import engram.local.cli.terminal.Amounts;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "receipts",
        mixinStandardHelpOptions = true,
        description = {
            "What retention did, as its receipts tell.",
            "",
            "list: a row a receipt.",
            "verify: looks whether each is there, unaltered, and follows the one before. Exit code 1: one is not.",
            "",
        })
final class ReceiptsCommand implements Callable<Integer> {

    enum What {
        LIST,
        VERIFY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Shell shell;

    @Parameters(arity = "0..1", paramLabel = "WHAT", defaultValue = "list", description = "list or verify (default: ${DEFAULT-VALUE}).")
    private What what;

    @Option(names = "--json", description = "The answer as JSON on standard output.")
    private boolean json;

    @Mixin
    private DataOption data;

    ReceiptsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Running running = data.running(shell);
        Retention retention = new Retention(running.client(), Names.ofCaller(shell));
        try {
            return switch (what) {
                case LIST -> list(retention);
                case VERIFY -> verify(retention.verify());
            };
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }

    private int list(Retention retention) throws IOException {
        if (json) {
            shell.terminal().raw(Json.pretty(retention.receipts()));
        } else {
            new Display(shell.terminal()).receipts(retention.receipts());
        }
        return 0;
    }

    private int verify(ObjectNode found) {
        if (json) {
            shell.terminal().raw(Json.pretty(found));
        } else {
            found.path("problems").forEach(problem -> shell.terminal().line(problem.asText()));
            shell.terminal().line(Amounts.count(found.path("checked").asLong(), "receipt") + " looked at, "
                    + (found.path("problems").isEmpty() ? "all there and unaltered" : Amounts.count(found.path("problems").size(), "problem")));
        }
        return found.path("problems").isEmpty() ? 0 : Failure.FAILED;
    }
}
