package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Amounts;
import engram.local.system.replay.CatalogTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = {"Sends the hint for documents again: each is looked at anew, and a FAILED one is tried again.", ""})
final class RetryCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(
            arity = "0..*",
            paramLabel = "SOURCE_PATH",
            description = "As \"documents\" lists them, workspace included: default/docs/a.md.")
    private List<String> sourcePaths = List.of();

    @Option(names = "--failed", description = "All documents that are FAILED.")
    private boolean failed;

    @Option(names = {"-w", "--workspace"}, paramLabel = "W", description = "With --failed: only that workspace's (default: all that have objects).")
    private String workspace;

    @Mixin
    private DataOption data;

    RetryCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (sourcePaths.isEmpty() != failed) {
            throw Failure.usage(failed ? "--failed goes without source paths" : "name source paths, or --failed");
        }
        if (workspace != null && !failed) {
            throw Failure.usage("--workspace goes with --failed; a source path has its workspace in it");
        }
        Running running = data.running(shell);
        try {
            return failed ? send(running, failed(running)) : send(running, sourcePaths);
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }

    private List<String> failed(Running running) throws IOException {
        List<String> paths = new ArrayList<>();
        for (String name : Workspaces.named(running, Optional.ofNullable(workspace))) {
            running.client().documents(name, Optional.of("FAILED"), "", document -> paths.add(path(document)));
        }
        return paths;
    }

    private static String path(JsonNode document) {
        return document.path("sourcePath").asText();
    }

    /// A path that nobody knows is a slip of the hand more often than a lost event, so it is told.
    private int send(Running running, List<String> paths) throws IOException {
        Set<String> unknown = new TreeSet<>();
        for (String path : failed ? List.<String>of() : paths) {
            if (running.client().document(CatalogTable.workspace(path), path).isEmpty()) {
                unknown.add(path);
            }
        }
        List<String> known = paths.stream().filter(path -> !unknown.contains(path)).toList();
        if (!known.isEmpty()) {
            running.client().hint(known);
            shell.terminal().line(Amounts.count(known.size(), "document") + " will be looked at again; see local/engram documents");
        } else if (failed) {
            shell.terminal().note("No document is FAILED.");
        }
        unknown.forEach(path -> shell.terminal().note("engram: there is no " + path + "; see local/engram documents"));
        return unknown.isEmpty() ? 0 : Failure.FAILED;
    }
}
