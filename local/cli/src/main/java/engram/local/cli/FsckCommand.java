package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Progress;
import engram.local.cli.terminal.Table;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fsck",
        mixinStandardHelpOptions = true,
        description = {
            "Compares bucket, catalog and index, and says where they differ. Exit code 0 only if they are equal.",
            "Documents that are being worked on are looked at again until they can be judged; so is what was deleted, half a minute later.",
            ""
        })
final class FsckCommand implements Callable<Integer> {

    private static final int SEARCH_SECONDS = 10;

    private final Shell shell;

    @Option(names = {"-w", "--workspace"}, paramLabel = "W", description = "Only that workspace (default: all that bucket, catalog or index know).")
    private String workspace;

    @Option(names = "--repair", description = "Sends a hint for each difference; ingest mends it. Run fsck again to see that it did.")
    private boolean repair;

    @Option(
            names = "--deep",
            arity = "0..1",
            paramLabel = "SHARE|N",
            fallbackValue = "5%",
            converter = Sample.Converter.class,
            description = {"Also makes a sample of documents anew from their objects, and compares text, hash, metadata and place of each chunk:",
                "so many of them, or a share (without one: 5%%)."})
    private Sample deep;

    @Option(names = "--seed", paramLabel = "S", description = "Which sample (default: another each time; it is printed).")
    private Long seed;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Longest wait for documents that are being worked on, and for room in the queue (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Mixin
    private DataOption data;

    FsckCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Running running = data.running(shell);
        try (Progress progress = new Progress(shell.terminal())) {
            long begin = System.nanoTime();
            List<String> workspaces = workspaces(running, progress);
            Findings findings = new Fsck(running.client(), repair, Duration.ofSeconds(timeout), progress).check(workspaces);
            if (workspace == null) {
                findings.addEmbeddings(running.client().reconcile(Json.object().put("task", "embeddings")).path("embeddings"));
            }
            if (deep != null) {
                seed = seed == null ? System.nanoTime() : seed;
                new DeepCheck(running.client(), deep.new Draw<>(seed), repair, Duration.ofSeconds(timeout), progress, findings).check(workspaces);
            }
            progress.clear();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            if (json) {
                shell.terminal().raw(Json.pretty(findings.json(took, Optional.ofNullable(deep).map(_ -> seed))));
            } else {
                show(findings, took);
            }
            return findings.areEqual() ? 0 : Failure.FAILED;
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }

    /// All of them, part by part: of workspaces that nobody looked at, nobody can say that they are equal.
    private List<String> workspaces(Running running, Progress progress) throws IOException {
        if (workspace != null) {
            return List.of(workspace);
        }
        SortedSet<String> names = new TreeSet<>();
        String after = null;
        do {
            ObjectNode order = Json.object().put("task", "workspaces").put("seconds", SEARCH_SECONDS);
            if (after != null) {
                order.put("after", after);
            }
            JsonNode part = running.client().reconcile(order);
            part.path("workspaces").forEach(name -> names.add(name.asText()));
            String next = part.path("after").textValue();
            if (!part.path("workspaces").isArray() || next != null && next.equals(after)) {
                throw Failure.failed("not all workspaces were found, so fsck looked at none: the search for them stopped %s. Name one with --workspace,"
                        .formatted(after == null ? "at its begin" : "behind " + after) + " or see: local/engram logs reconcile");
            }
            after = next;
            progress.show(0, 0, "looking for workspaces: " + names.size());
        } while (after != null);
        return List.copyOf(names);
    }

    private void show(Findings findings, Duration took) {
        Terminal terminal = shell.terminal();
        if (!findings.differences().isEmpty()) {
            Table table = new Table(Table.Column.left("DIFFERENCE"), Table.Column.right("DOCUMENTS"), Table.Column.left("FOR EXAMPLE"));
            findings.differences().forEach((kind, count) ->
                    table.add(kind, String.valueOf(count), String.join(", ", findings.examples().get(kind))));
            table.lines(terminal.width()).forEach(terminal::line);
            terminal.line("");
        }
        if (findings.retiredEmbeddings() > 0) {
            terminal.line("%d of %d vectors looked at are of a model that ingest has no more: nobody asks for them%s.".formatted(
                    findings.retiredEmbeddings(), findings.embeddings(),
                    findings.differences().containsKey("EMBEDDINGS_RETIRED") ? "" : ", and they go when they expire"));
        }
        if (deep != null) {
            terminal.line("%s of %s made anew and compared (sample %s, seed %d)%s.".formatted(
                    Amounts.count(findings.deepChunks(), "chunk"), Amounts.count(findings.deepDocuments(), "document"), deep, seed,
                    findings.notComparable() == 0 ? "" : "; " + findings.notComparable() + " with nothing to compare, which the walk tells of"));
        }
        terminal.line("%s in %s, %,d a second: %s".formatted(
                Amounts.count(findings.documents(), "document"), Amounts.time(took),
                Math.round(findings.documents() / Math.max(0.001, took.toMillis() / 1000.0)), verdict(findings)));
    }

    private String verdict(Findings findings) {
        if (findings.areEqual()) {
            return "bucket, catalog and index are equal.";
        }
        String sent = findings.hints() > 0
                ? Amounts.count(findings.hints(), "hint") + " sent; run fsck again when they are handled."
                : "--repair sends hints.";
        return (findings.differences().isEmpty() ? "no differences" : "they differ")
                + (findings.inFlight() > 0 ? ", " + findings.inFlight() + " still being worked on" : "")
                + (findings.differences().isEmpty() ? "; run fsck again." : "; " + sent);
    }
}
