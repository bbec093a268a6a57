package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Table;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what works, how far behind it is, what is wrong and what to do about it.",
            "",
            "Exit code 0: all is well, 1: it is not.",
            ""
        })
final class HealthCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(names = "--json", description = "The API's answer, one JSON object on standard output.")
    private boolean json;

    @Mixin
    private DataOption data;

    HealthCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Running running = data.running(shell);
        try {
            JsonNode page = running.client().health();
            if (json) {
                shell.terminal().raw(Json.pretty(page));
            } else {
                show(shell.terminal(), page);
            }
            return page.path("status").asText().equals("ok") ? 0 : Failure.FAILED;
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }

    static void show(Terminal terminal, JsonNode page) {
        terminal.line(terminal.bold("Engram is " + page.path("status").asText()) + ", seen at " + page.path("at").asText());
        for (JsonNode problem : page.path("problems")) {
            terminal.line("");
            terminal.line(terminal.bold(problem.path("code").asText()) + " (" + problem.path("severity").asText() + "): "
                    + problem.path("what").asText());
            terminal.line("  " + problem.path("remedy").asText());
        }
        terminal.line("");
        dependencies(page).lines(terminal.width()).forEach(terminal::line);
        terminal.line("");
        terminal.line("Queue      " + queue(page));
        terminal.line("Ingest     " + ingest(page.path("ingest")));
        terminal.line("Index      " + index(page));
        terminal.line("Reconcile  " + reconcile(page.path("reconcile")));
        terminal.line("Retention  " + retention(page.path("retention")));
    }

    private static Table dependencies(JsonNode page) {
        Table table = new Table(
                Table.Column.left("DEPENDENCY"),
                Table.Column.left("STATUS"),
                Table.Column.right("LATENCY"),
                Table.Column.left("LAST SUCCESS"));
        for (JsonNode dependency : page.path("dependencies")) {
            table.add(
                    dependency.path("name").asText(),
                    dependency.path("status").asText(),
                    dependency.path("latencyMillis").asLong() + " ms",
                    dependency.path("lastSuccess").asText("not yet"));
        }
        return table;
    }

    private static String queue(JsonNode page) {
        JsonNode queue = page.path("queue");
        if (!queue.isObject()) {
            return "does not answer";
        }
        String depth = "%d waiting, %d being handled, %d delayed, %s in the dead-letter queue".formatted(
                queue.path("waiting").asLong(), queue.path("inFlight").asLong(), queue.path("delayed").asLong(),
                queue.path("deadLetters").asText("an unknown number"));
        JsonNode unsettled = page.path("oldestUnsettled");
        return unsettled.isTextual()
                ? depth + "; unsettled for " + Amounts.time(Duration.between(
                        Instant.parse(unsettled.asText()), Instant.parse(page.path("at").asText())))
                : depth;
    }

    private static String ingest(JsonNode ingest) {
        if (!ingest.isObject()) {
            return "not known";
        }
        String handled = Amounts.count(ingest.path("handledLastHour").asLong(), "source path") + " in the last hour";
        return ingest.path("measured").asLong() == 0
                ? handled
                : "%s; from event to searchable p50 %s, p95 %s, p99 %s".formatted(
                        handled, millis(ingest, "p50Millis"), millis(ingest, "p95Millis"), millis(ingest, "p99Millis"));
    }

    private static String millis(JsonNode ingest, String name) {
        return Amounts.time(Duration.ofMillis(ingest.path(name).asLong()));
    }

    private static String index(JsonNode page) {
        String holds = page.has("chunks")
                ? Amounts.count(page.path("chunks").asLong(), "chunk") + " of " + page.path("modelVersion").asText("an unknown model")
                : "none yet, or it does not answer";
        return page.path("dependencies").valueStream()
                .filter(dependency -> dependency.path("status").asText().equals("waking"))
                .findFirst()
                .map(waking -> holds + ", seen at " + waking.path("seenAt").asText() + "; it may be waking up, ask again in half a minute")
                .orElse(holds);
    }

    private static String retention(JsonNode retention) {
        return retention.has("at")
                ? "at %s: %s, %s kept from the last sweep".formatted(retention.path("at").asText(),
                        Amounts.count(retention.path("holds").asLong(), "hold"),
                        Amounts.count(retention.path("held").asLong(), "document"))
                : retention.path("state").asText("not known");
    }

    private static String reconcile(JsonNode reconcile) {
        if (!reconcile.has("ended")) {
            return reconcile.path("state").asText();
        }
        List<String> counts = new ArrayList<>();
        reconcile.path("documents").properties().forEach(count -> counts.add(count.getValue().asLong() + " " + count.getKey()));
        return "at %s: %s, %s".formatted(reconcile.path("ended").asText(),
                counts.isEmpty() ? "no documents" : String.join(", ", counts),
                Amounts.count(reconcile.path("drift").asLong(), "difference")) + oldestFailed(reconcile.path("oldestFailed"));
    }

    private static String oldestFailed(JsonNode failed) {
        return failed.isObject()
                ? "; FAILED for the longest: %s, %s since %s".formatted(failed.path("sourcePath").asText(),
                        failed.path("reason").asText(), failed.path("since").asText())
                : "";
    }
}
