package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Span;
import engram.local.cli.terminal.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Who did what: what was asked of the API, and what an operator did to the system.",
            "",
            "Never text of documents, never questions. It reaches as far back as the logs do.",
            ""
        })
final class AuditCommand implements Callable<Integer> {

    private static final int MOST_LINES = 100_000;

    private final Shell shell;

    @Option(names = "--since", paramLabel = "SPAN", defaultValue = "1h", description = "From so long ago on, like 90s, 30m, 2h or 7d (default: ${DEFAULT-VALUE}).")
    private String since;

    @Option(names = {"-w", "--workspace"}, paramLabel = "W", description = "Only in that workspace.")
    private String workspace;

    @Option(names = "--who", paramLabel = "WHO", description = "Only by whoever is named so.")
    private String who;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only this, like search, getDocument, deleteDocument or redriveDead.")
    private String action;

    @Option(names = {"-n", "--lines"}, paramLabel = "N", defaultValue = "1000", description = "At most so many, the newest (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--json", description = "One JSON object a line on standard output.")
    private boolean json;

    @Mixin
    private DataOption data;

    AuditCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (lines < 1 || lines > MOST_LINES) {
            throw Failure.usage("-n is 1 to " + MOST_LINES + ", got " + lines);
        }
        Path folder = data.folder(shell).resolve("logs");
        if (!Files.isDirectory(folder)) {
            throw Failure.failed("there are no logs in " + folder + ": Engram has not run with its data there yet");
        }
        Instant from = Instant.now().minus(span());
        List<JsonNode> events = new AuditLines(folder).read(event -> !AuditLines.at(event).isBefore(from) && isWanted(event));
        show(events.subList(Math.max(0, events.size() - lines), events.size()), events.size());
        return 0;
    }

    private Duration span() {
        try {
            return Span.parse(since);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--since " + e.getMessage());
        }
    }

    private boolean isWanted(JsonNode event) {
        List<Map.Entry<String, String>> wanted = new ArrayList<>();
        add(wanted, "workspace", workspace);
        add(wanted, "who", who);
        add(wanted, "audit", action);
        return wanted.stream().allMatch(field -> event.path(field.getKey()).asText().equals(field.getValue()));
    }

    private static void add(List<Map.Entry<String, String>> wanted, String field, String value) {
        if (value != null) {
            wanted.add(Map.entry(field, value));
        }
    }

    private void show(List<JsonNode> events, int found) {
        if (json) {
            events.forEach(event -> shell.terminal().line(event.toString()));
            return;
        }
        if (events.isEmpty()) {
            shell.terminal().note("Nothing like that in the last " + since + ".");
            return;
        }
        Table table = new Table(
                Table.Column.left("AT"),
                Table.Column.left("WHO"),
                Table.Column.left("ACTION"),
                Table.Column.left("WORKSPACE"),
                Table.Column.right("COUNT"),
                Table.Column.left("OUTCOME"),
                Table.Column.left("SUBJECT"));
        events.forEach(event -> table.add(
                Amounts.second(AuditLines.at(event), ZoneId.systemDefault()),
                event.path("who").asText(),
                event.path("audit").asText(),
                event.path("workspace").asText(),
                event.path("count").asText(),
                event.path("outcome").asText(),
                event.path("subject").asText()));
        table.lines(shell.terminal().width()).forEach(shell.terminal()::line);
        shell.terminal().note(events.size() == found
                ? Amounts.count(found, "line")
                : "the newest " + events.size() + " of " + Amounts.count(found, "line") + "; -n shows more");
    }
}
