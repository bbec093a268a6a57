package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.retention.Display;
import engram.local.cli.retention.Retention;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes, archives, redacts or anonymises documents by rules, keeps those that are held, and proves what it did.",
            "",
            "status: the rules, the last sweep, how many holds and receipts there are.",
            "rules [FILE]: the rules that are in force; with a file: checks it, and puts it in force.",
            "plan: what a run would do and why; --rules FILE tries rules that are not in force.",
            "run: sweeps now. It asks before it does more than the limits allow: --approve TOKEN.",
            "hold ID: nothing happens to what is held, whatever a rule says: --prefix, --document or --tag, and --reason.",
            "release ID: lifts a hold; --reason.",
            "holds: all of them.",
            "receipts: what was done; see also local/engram receipts verify.",
            "",
        })
final class RetentionCommand implements Callable<Integer> {

    enum What {
        STATUS,
        RULES,
        PLAN,
        RUN,
        HOLD,
        RELEASE,
        HOLDS,
        RECEIPTS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Shell shell;

    @Parameters(arity = "0..1", index = "0", paramLabel = "WHAT", defaultValue = "status", description = "One of the above (default: ${DEFAULT-VALUE}).")
    private What what;

    @Parameters(arity = "0..1", index = "1", paramLabel = "ID|FILE", description = "hold, release: a name for the hold. rules: a file like retention.yaml.")
    private String argument;

    @ArgGroup(exclusive = true)
    private Held held;

    @Option(names = "--reason", paramLabel = "R", description = "hold, release: why.")
    private String reason;

    @Option(names = "--rules", paramLabel = "FILE", description = "plan: these rules in place of those that are in force.")
    private Path rules;

    @Option(names = "--approve", paramLabel = "TOKEN", description = "run: allows what the last run asked for, and nothing else.")
    private String approve;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "50", description = "plan: most rows that are shown (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--json", description = "The answer as JSON on standard output.")
    private boolean json;

    @Mixin
    private DataOption data;

    /// What a hold is put on.
    static final class Held {
        @Option(names = "--prefix", paramLabel = "P", description = "hold: all source paths that start so.")
        private String prefix;

        @Option(names = "--document", paramLabel = "PATH", description = "hold: one source path.")
        private String document;

        @Option(names = "--tag", paramLabel = "NAME[=VALUE]", description = "hold: all objects with that tag or metadata.")
        private String tag;

        String kind() {
            return prefix != null ? "prefix" : document != null ? "document" : "tag";
        }

        String value() {
            return prefix != null ? prefix : document != null ? document : tag;
        }
    }

    RetentionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        check();
        Running running = data.running(shell);
        Retention retention = new Retention(running.client(), Names.ofCaller(shell));
        try {
            return switch (what) {
                case STATUS -> status(retention);
                case RULES -> rules(retention);
                case PLAN -> plan(retention);
                case RUN -> run(retention);
                case HOLD -> hold(retention);
                case RELEASE -> release(retention);
                case HOLDS -> shown(retention.ask(retention.order("holds")).path("holds"), new Display(shell.terminal())::holds);
                case RECEIPTS -> shown(retention.receipts(), new Display(shell.terminal())::receipts);
            };
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }

    private void check() {
        boolean names = what == What.HOLD || what == What.RELEASE;
        if (names && argument == null) {
            throw Failure.usage(what + " takes a name for the hold, like case-17");
        }
        if (!names && what != What.RULES && argument != null) {
            throw Failure.usage(what + " takes no " + argument);
        }
        if ((held != null) != (what == What.HOLD)) {
            throw Failure.usage("hold, and nothing else, takes --prefix, --document or --tag");
        }
        if (names && (reason == null || reason.isBlank())) {
            throw Failure.usage(what + " takes a --reason");
        }
        if (rows < 0) {
            throw Failure.usage("--rows is 0 or more");
        }
    }

    private interface Shown {
        void show(JsonNode answer);
    }

    private int shown(JsonNode answer, Shown people) {
        if (json) {
            shell.terminal().raw(Json.pretty(answer));
        } else {
            people.show(answer);
        }
        return 0;
    }

    private int status(Retention retention) throws IOException {
        return shown(retention.ask(retention.order("status")), status -> {
            shell.terminal().line(status.path("on").asBoolean()
                    ? "There are rules: local/engram retention rules, local/engram retention plan"
                    : "There are no rules, and nothing is done: local/engram retention rules FILE");
            if (status.path("last").isObject()) {
                new Display(shell.terminal()).sweep(Json.object().set("state", status.path("last")));
            }
            shell.terminal().line(status.path("holds").size() + " holds, " + status.path("receipts").asLong() + " receipts");
        });
    }

    private int rules(Retention retention) throws IOException {
        if (argument == null) {
            JsonNode yaml = retention.ask(retention.order("rules")).path("yaml");
            if (!yaml.isTextual()) {
                throw Failure.failed("there are no rules; put some in force: local/engram retention rules FILE");
            }
            shell.terminal().raw(yaml.asText().getBytes(StandardCharsets.UTF_8));
            return 0;
        }
        ObjectNode order = retention.order("replace-rules").put("yaml", text(Path.of(argument)));
        return shown(retention.ask(order), answer -> answer.path("rules").forEach(rule -> shell.terminal().line("%s, version %s, %s".formatted(
                rule.path("id").asText(), rule.path("version").asText(), rule.path("acts").asBoolean() ? "acts" : "dry run"))));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Failure.failed(file + " cannot be read as UTF-8 text: " + e, e);
        }
    }

    private int plan(Retention retention) throws IOException {
        ObjectNode plan = retention.plan(Optional.ofNullable(rules).map(RetentionCommand::text));
        if (!plan.path("on").asBoolean()) {
            throw Failure.failed("there are no rules; put some in force (local/engram retention rules FILE), or try some: --rules FILE");
        }
        return shown(plan, answer -> new Display(shell.terminal()).plan(answer, rows));
    }

    private int run(Retention retention) throws IOException {
        JsonNode report = retention.sweep(Optional.ofNullable(approve), part -> {
            if (!json) {
                new Display(shell.terminal()).sweep(part);
            }
        });
        switch (report.path("end").asText()) {
            case "OFF" -> throw Failure.failed("there are no rules, and nothing was done: local/engram retention rules FILE");
            case "BUSY" -> throw Failure.failed("another sweep is under way: see local/engram retention status, and try again");
            default -> shown(report, answer -> new Display(shell.terminal()).sweep(answer));
        }
        return report.path("end").asText().equals("ASKS") ? Failure.FAILED : 0;
    }

    private int hold(Retention retention) throws IOException {
        ObjectNode order = retention.order("hold")
                .put("id", argument).put("kind", held.kind()).put("value", held.value()).put("reason", reason);
        return shown(retention.ask(order), answer -> {
            shell.terminal().line("held: " + held.kind() + " " + held.value());
            answer.path("tooLate").forEach(path -> shell.terminal().note("engram: a sweep is just acting on " + path.asText()
                    + ", for which the hold may be too late; see local/engram retention receipts"));
        });
    }

    private int release(Retention retention) throws IOException {
        JsonNode lifted = retention.ask(retention.order("release").put("id", argument).put("reason", reason));
        return shown(lifted, answer -> shell.terminal().line("released: " + answer.path("kind").asText().toLowerCase(Locale.ROOT)
                + " " + answer.path("value").asText()));
    }
}
