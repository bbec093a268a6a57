package engram.local.cli;

import engram.local.cli.remote.Running;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// `--data`: which local system a command means.
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with the system's data (default: $$ENGRAM_DATA, else ~/.local/share/engram).")
    private Path data;

    Path folder(Shell shell) {
        return data == null ? shell.defaultData() : data.toAbsolutePath().normalize();
    }

    Running running(Shell shell) {
        return Running.in(folder(shell), startCommand());
    }

    /// Whether a system runs there; trouble other than its absence is left to [#running] to tell.
    boolean isRunning(Shell shell) {
        try {
            running(shell);
            return true;
        } catch (Failure e) {
            return e.exitCode() != Failure.NOT_RUNNING;
        }
    }

    private String startCommand() {
        return "local/engram up --detach" + (data == null ? "" : " --data " + data);
    }
}
