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

    private String startCommand() {
        return "local/engram up --detach" + (data == null ? "" : " --data " + data);
    }
}
