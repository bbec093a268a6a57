package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Table;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "documents",
        mixinStandardHelpOptions = true,
        description = {"Lists documents: status, chunks, size, when they were indexed, and why they were not.", ""})
final class DocumentsCommand implements Callable<Integer> {

    private static final Set<String> STATUSES = new TreeSet<>(List.of("INDEXED", "EMPTY", "FAILED", "DELETED"));

    private final Shell shell;

    @Option(names = "--status", paramLabel = "S", description = "Only INDEXED, EMPTY, FAILED or DELETED ones.")
    private String status;

    @Option(names = "--prefix", paramLabel = "P", defaultValue = "", description = "Only source paths that start so.")
    private String prefix;

    @Option(names = {"-w", "--workspace"}, paramLabel = "W", description = "Only that workspace's (default: all that have objects).")
    private String workspace;

    @Option(names = "--json", description = "One JSON array on standard output.")
    private boolean json;

    @Mixin
    private DataOption data;

    DocumentsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Optional<String> wanted = Optional.ofNullable(status).map(s -> s.toUpperCase(Locale.ROOT));
        wanted.filter(s -> !STATUSES.contains(s)).ifPresent(_ -> {
            throw Failure.usage("--status is one of " + String.join(", ", STATUSES) + ", got " + status);
        });
        Running running = data.running(shell);
        ArrayNode documents = Json.array();
        try {
            for (String name : Workspaces.named(running, Optional.ofNullable(workspace))) {
                running.client().documents(name, wanted, prefix, documents::add);
            }
        } catch (IOException e) {
            throw running.client().failure(e);
        }
        if (json) {
            shell.terminal().raw(Json.pretty(documents));
        } else {
            show(documents);
        }
        return 0;
    }

    private void show(ArrayNode documents) {
        if (documents.isEmpty()) {
            shell.terminal().note("No documents" + (status == null && prefix.isEmpty() ? " yet: local/engram load PATH..." : " like that."));
            return;
        }
        Table table = new Table(
                Table.Column.left("STATUS"),
                Table.Column.right("CHUNKS"),
                Table.Column.right("SIZE"),
                Table.Column.left("INDEXED AT"),
                Table.Column.left("REASON"),
                Table.Column.left("SOURCE PATH"));
        documents.forEach(document -> table.add(
                document.path("status").asText(),
                document.path("chunks").asText(),
                document.has("size") ? Amounts.bytes(document.path("size").asLong()) : "",
                second(document.path("indexedAt")),
                document.path("reason").asText(""),
                document.path("sourcePath").asText()));
        table.lines(shell.terminal().width()).forEach(shell.terminal()::line);
        shell.terminal().note(Amounts.count(documents.size(), "document") + failures(documents));
    }

    /// How many failed for which reason, most frequent first.
    private static String failures(ArrayNode documents) {
        Map<String, Integer> reasons = new TreeMap<>();
        documents.forEach(document -> {
            if (document.has("reason")) {
                reasons.merge(document.path("reason").asText(), 1, Integer::sum);
            }
        });
        return reasons.isEmpty() ? "" : reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", ", ", FAILED: ", ""));
    }

    private static String second(JsonNode instant) {
        return instant.isTextual() ? Amounts.second(Instant.parse(instant.asText()), ZoneId.systemDefault()) : "";
    }
}
