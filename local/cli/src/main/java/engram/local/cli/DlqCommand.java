package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.remote.Api;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Table;
import engram.local.system.replay.CatalogTable;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = {
            "The dead-letter queue: messages that failed five times.",
            "",
            "list: a row a message, with the documents it speaks of and how they stand now.",
            "show: the messages themselves.",
            "redrive: sends them to the queue again; each has five more tries.",
            "purge: deletes them. What they spoke of is lost, unless another message names it.",
            "",
        })
final class DlqCommand implements Callable<Integer> {

    enum What {
        LIST,
        SHOW,
        REDRIVE,
        PURGE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Shell shell;

    @Parameters(arity = "0..1", index = "0", paramLabel = "WHAT", defaultValue = "list", description = "list, show, redrive or purge (default: ${DEFAULT-VALUE}).")
    private What what;

    @Parameters(arity = "0..*", index = "1..*", paramLabel = "ID", description = "Only these messages, by their ids or how those begin (default: all; purge: say --all).")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "purge: all of them.")
    private boolean all;

    @Option(names = "--json", description = "list, show: one JSON array on standard output.")
    private boolean json;

    @Mixin
    private DataOption data;

    DlqCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (what == What.PURGE && ids.isEmpty() != all) {
            throw Failure.usage("purge takes the ids of messages, or --all");
        }
        Running running = data.running(shell);
        Api api = running.client();
        try {
            List<JsonNode> messages = chosen(api.deadLetters());
            switch (what) {
                case LIST -> list(api, messages);
                case SHOW -> show(messages);
                case REDRIVE -> tell(api.redrive(these(messages)), "sent to the queue again; see local/engram documents, local/engram dlq");
                case PURGE -> tell(api.purge(these(messages)), "deleted");
            }
            return 0;
        } catch (IOException e) {
            throw api.failure(e);
        }
    }

    /// An id that fits no message is an error, and nothing happens then.
    private List<JsonNode> chosen(JsonNode messages) {
        List<JsonNode> chosen = new ArrayList<>();
        messages.forEach(message -> {
            if (ids.isEmpty() || ids.stream().anyMatch(id(message)::startsWith)) {
                chosen.add(message);
            }
        });
        for (String id : ids) {
            if (chosen.stream().noneMatch(message -> id(message).startsWith(id))) {
                throw Failure.failed("no message has the id " + id + "; see local/engram dlq list");
            }
        }
        return chosen;
    }

    private Optional<Collection<String>> these(List<JsonNode> messages) {
        return ids.isEmpty() ? Optional.empty() : Optional.of(messages.stream().map(DlqCommand::id).toList());
    }

    private void tell(int number, String done) {
        shell.terminal().line(Amounts.count(number, "message") + " " + done);
    }

    private void list(Api api, List<JsonNode> messages) throws IOException {
        ArrayNode listed = Json.array();
        for (JsonNode message : messages) {
            ObjectNode row = listed.addObject()
                    .put("id", id(message))
                    .put("sentAt", message.path("sentAt").asText());
            ArrayNode documents = row.putArray("documents");
            for (JsonNode named : message.path("documents")) {
                documents.add(standing(api, named));
            }
        }
        if (json) {
            shell.terminal().raw(Json.pretty(listed));
        } else if (listed.isEmpty()) {
            shell.terminal().note("The dead-letter queue is empty.");
        } else {
            table(listed);
        }
    }

    /// How a document stands now: a later message may have settled it long ago.
    private static ObjectNode standing(Api api, JsonNode named) throws IOException {
        ObjectNode standing = Json.object().setAll((ObjectNode) named);
        String path = named.path("sourcePath").asText();
        Optional<JsonNode> document = api.document(CatalogTable.workspace(path), path);
        standing.put("status", document.map(found -> found.path("status").asText()).orElse("UNKNOWN"));
        document.ifPresent(found -> {
            standing.put("underWay", found.path("underWay").asBoolean());
            Optional.ofNullable(found.path("reason").textValue()).ifPresent(reason -> standing.put("reason", reason));
        });
        return standing;
    }

    private void table(ArrayNode listed) {
        Table table = new Table(
                Table.Column.left("ID"),
                Table.Column.left("SENT AT"),
                Table.Column.left("STATUS"),
                Table.Column.left("LAST FAILURE"),
                Table.Column.left("SOURCE PATH"));
        listed.forEach(row -> {
            if (row.path("documents").isEmpty()) {
                table.add(id(row).substring(0, 8), second(row), "", "names no document", "");
            }
            row.path("documents").forEach(document -> table.add(
                    id(row).substring(0, 8),
                    second(row),
                    document.path("status").asText(),
                    document.path("lastFailure").asText(document.path("reason").asText()),
                    document.path("sourcePath").asText()));
        });
        table.lines(shell.terminal().width()).forEach(shell.terminal()::line);
        shell.terminal().note(Amounts.count(listed.size(), "message"));
    }

    private void show(List<JsonNode> messages) {
        if (json) {
            shell.terminal().raw(Json.pretty(Json.array().addAll(messages)));
            return;
        }
        messages.forEach(message -> {
            shell.terminal().line(id(message) + ", sent at " + second(message));
            shell.terminal().line(message.path("body").asText());
        });
    }

    private static String second(JsonNode message) {
        return Amounts.second(Instant.parse(message.path("sentAt").asText()), ZoneId.systemDefault());
    }

    private static String id(JsonNode message) {
        return message.path("id").asText();
    }
}
