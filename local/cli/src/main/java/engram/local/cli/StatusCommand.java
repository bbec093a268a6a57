package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Table;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {"Shows each part with its port and memory, the queue's depth, documents and chunks,", "and how many documents are unsettled.", ""})
final class StatusCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Mixin
    private DataOption data;

    StatusCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Running running = data.running(shell);
        try {
            JsonNode status = running.client().status();
            if (json) {
                shell.terminal().raw(Json.pretty(status));
            } else {
                show(shell.terminal(), running, status);
            }
            return 0;
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }

    static void show(Terminal terminal, Running running, JsonNode status) {
        terminal.line(terminal.bold("Engram") + " at " + status.path("url").asText() + ", up for "
                + Amounts.time(Duration.ofSeconds(status.path("uptimeSeconds").asLong())) + ", data in " + running.data());
        terminal.line("");
        processes(status).lines(terminal.width()).forEach(terminal::line);
        terminal.line("");
        terminal.line("Queue      " + queue(status.path("queue")));
        terminal.line("Documents  " + documents(status));
        terminal.line("Unsettled  " + unsettled(status.path("unsettled")));
    }

    private static Table processes(JsonNode status) {
        Table table = new Table(
                Table.Column.left("PART"),
                Table.Column.left("STATE"),
                Table.Column.right("PORT"),
                Table.Column.right("MEMORY"),
                Table.Column.right("RESTARTS"),
                Table.Column.left("WORK"));
        for (JsonNode part : status.path("parts")) {
            table.add(
                    part.path("name").asText(),
                    part.path("state").asText(),
                    part.path("port").asText(),
                    Amounts.bytes(part.path("rssBytes").asLong()),
                    part.path("restarts").asText(),
                    "");
        }
        for (JsonNode function : status.path("functions")) {
            table.add(
                    function.path("name").asText(),
                    function.path("state").asText(),
                    "",
                    Amounts.bytes(function.path("rssBytes").asLong()),
                    function.path("restarts").asText(),
                    "%d of %d busy, %s, %s".formatted(
                            function.path("busy").asInt(),
                            function.path("environments").asInt(),
                            Amounts.count(function.path("invocations").asLong(), "invocation"),
                            Amounts.count(function.path("errors").asLong(), "error")));
        }
        return table;
    }

    private static String queue(JsonNode queue) {
        if (!queue.isObject()) {
            return "does not answer";
        }
        return "%d waiting, %d being handled, %d delayed, %d in the dead-letter queue".formatted(
                queue.path("visible").asLong(), queue.path("inFlight").asLong(), queue.path("delayed").asLong(), queue.path("dlq").asLong());
    }

    private static String unsettled(JsonNode unsettled) {
        if (!unsettled.isObject()) {
            return "the catalog does not answer";
        }
        long count = unsettled.path("count").asLong();
        return count == 0 ? "none" : Amounts.count(count, "document") + ", the oldest for "
                + Amounts.time(Duration.ofSeconds(unsettled.path("oldestSeconds").asLong()));
    }

    private static String documents(JsonNode status) {
        JsonNode byStatus = status.at("/documents/byStatus");
        if (!byStatus.isObject()) {
            return "the catalog does not answer";
        }
        List<String> counts = new ArrayList<>();
        byStatus.properties().forEach(count -> counts.add(count.getValue().asLong() + " " + count.getKey()));
        return (counts.isEmpty() ? "none" : String.join(", ", counts)) + "; " + Amounts.count(status.path("chunks").asLong(), "chunk");
    }
}
