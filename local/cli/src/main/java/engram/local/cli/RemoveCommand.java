package engram.local.cli;

import engram.local.cli.remote.Bucket;
import engram.local.cli.remote.Running;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = {"Deletes documents' objects from the bucket; the memory follows.", ""})
final class RemoveCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(
            arity = "1..*",
            paramLabel = "SOURCE_PATH",
            description = "As \"documents\" lists them, workspace included: default/docs/a.md.")
    private List<String> sourcePaths;

    @Mixin
    private DataOption data;

    RemoveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Running running = data.running(shell);
        try {
            return remove(running.documents());
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }

    private int remove(Bucket bucket) throws IOException {
        List<String> unknown = new ArrayList<>();
        for (String path : sourcePaths) {
            if (bucket.exists(path)) {
                bucket.delete(path);
                shell.terminal().line("removed " + path);
            } else {
                unknown.add(path);
            }
        }
        unknown.forEach(path -> shell.terminal().note("engram: there is no " + path + "; see local/engram documents"));
        return unknown.isEmpty() ? 0 : Failure.FAILED;
    }
}
