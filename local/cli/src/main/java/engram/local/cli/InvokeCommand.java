package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Printable;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "invoke",
        mixinStandardHelpOptions = true,
        description = {
            "Invokes a function with an event, as AWS would: the deployed package under a Runtime API. Prints its answer, and on"
                    + " standard error how long it took and its memory. events/ has one event of each kind.",
            "",
            "Uses the local system if it runs, else one that is started for this and gone afterwards.",
            ""
        })
final class InvokeCommand implements Callable<Integer> {

    /// Lambda's bound on the event of a synchronous invocation.
    private static final int LARGEST_EVENT = 6 * 1024 * 1024;

    private final Shell shell;

    @Parameters(index = "0", paramLabel = "FUNCTION", description = "ingest, verify, query, smoke, reconcile, retention or health.")
    private String function;

    @Parameters(index = "1", paramLabel = "EVENT.json", description = "The event; - for standard input.")
    private String event;

    @Option(names = "--json", description = "One JSON object: answer or error, request id, milliseconds, memory.")
    private boolean json;

    @Mixin
    private DataOption data;

    InvokeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        JsonNode parsed = event();
        if (data.isRunning(shell)) {
            return invoke(data.running(shell), parsed);
        }
        try (TemporarySystem temporary = TemporarySystem.start(shell.terminal())) {
            return invoke(temporary.running(), parsed);
        }
    }

    private JsonNode event() {
        byte[] bytes = bytes();
        if (bytes.length > LARGEST_EVENT) {
            throw Failure.usage(event + " is too large: Lambda takes events of up to " + LARGEST_EVENT + " bytes");
        }
        try {
            JsonNode parsed = Json.read(bytes);
            if (!parsed.isMissingNode()) {
                return parsed;
            }
            throw Failure.usage(event + " is empty: an event is JSON");
        } catch (IOException e) {
            throw Failure.usage(event + " is no JSON: " + Printable.of(String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
    }

    private byte[] bytes() {
        try (InputStream in = event.equals("-") ? System.in : Files.newInputStream(Path.of(event))) {
            return in.readNBytes(LARGEST_EVENT + 1);
        } catch (IOException e) {
            throw Failure.usage(event + " cannot be read: it is no file, or not yours to read");
        }
    }

    private int invoke(Running running, JsonNode parsed) {
        try {
            JsonNode report = running.client().report(function, parsed);
            if (json) {
                shell.terminal().raw(Json.pretty(report));
            } else {
                show(shell.terminal(), report);
            }
            return report.has("error") ? Failure.FAILED : 0;
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }

    private static void show(Terminal terminal, JsonNode report) {
        if (report.has("error")) {
            terminal.note("engram: " + Printable.of(report.at("/error/type").asText() + ": " + report.at("/error/message").asText()));
        } else {
            terminal.line(new String(Json.pretty(report.path("answer")), StandardCharsets.UTF_8));
        }
        terminal.note(String.format(Locale.ROOT, "%s: request %s, %.1f ms, memory %s of %s; log: %s",
                report.path("function").asText(), report.path("requestId").asText(), report.path("milliseconds").asDouble(),
                Amounts.bytes(report.path("memoryBytes").asLong()), Amounts.bytes(report.path("memoryLimitBytes").asLong()),
                report.path("log").asText()));
    }
}
