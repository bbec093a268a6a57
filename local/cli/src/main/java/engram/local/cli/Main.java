package engram.local.cli;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine;

/// `engram`: the command line of the local system.
@Command(
        name = "local/engram",
        mixinStandardHelpOptions = true,
        version = "Engram 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = {"Engram on this machine: put documents into a bucket, ask for them by meaning.", ""},
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It worked.",
            "1:It did not work, or not for everything; the reason is on standard error.",
            "2:The command line makes no sense.",
            "3:Engram does not run, or does not answer.",
        },
        footer = {"", "local/engram COMMAND --help says more about one."},
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            HealthCommand.class,
            DoctorCommand.class,
            LogsCommand.class,
            AuditCommand.class,
            LoadCommand.class,
            RemoveCommand.class,
            WatchCommand.class,
            DocumentsCommand.class,
            RetryCommand.class,
            FsckCommand.class,
            DlqCommand.class,
            RetentionCommand.class,
            ReceiptsCommand.class,
            SearchCommand.class,
            InvokeCommand.class,
            EvalCommand.class,
            BenchCommand.class,
            CostCommand.class,
            TrainCommand.class,
            TortureCommand.class,
            ChaosCommand.class,
            TestCommand.class,
            ReleaseCommand.class,
        })
final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("http.maxConnections", "16");
        System.exit(run(Shell.ofProcess(), arguments));
    }

    static int run(Shell shell, String... arguments) {
        CommandLine line = new CommandLine(new Main(), new Commands(shell));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(shell.terminal().colour() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(Math.clamp(shell.terminal().width(), 60, 120));
        line.setUsageHelpLongOptionsMaxWidth(30);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(shell.terminal().out(), true));
        line.setErr(new PrintWriter(shell.terminal().err(), true));
        line.setParameterExceptionHandler((e, _) -> wrongUsage(shell, e));
        line.setExecutionExceptionHandler((e, _, _) -> failed(shell, e));
        if (arguments.length == 0) {
            line.usage(shell.terminal().out());
            shell.terminal().out().flush();
            return Failure.USAGE;
        }
        int exitCode = line.execute(arguments);
        return shell.terminal().lostOutput() ? lost(shell, exitCode) : exitCode;
    }

    /// A result that nobody gets is none.
    private static int lost(Shell shell, int exitCode) {
        shell.terminal().note("engram: standard output could not be written to its end");
        return exitCode == 0 ? Failure.FAILED : exitCode;
    }

    private static int wrongUsage(Shell shell, CommandLine.ParameterException e) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        shell.terminal().note("engram: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, shell.terminal().err());
        shell.terminal().note("        See: " + name + " --help");
        return Failure.USAGE;
    }

    private static int failed(Shell shell, Exception e) {
        if (e instanceof Failure failure) {
            List<String> lines = failure.getMessage().lines().toList();
            shell.terminal().note("engram: " + lines.getFirst());
            lines.stream().skip(1).forEach(line -> shell.terminal().note("        " + line));
        } else {
            shell.terminal().note("engram: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
        if (shell.environment().containsKey("ENGRAM_DEBUG")) {
            e.printStackTrace(shell.terminal().err());
            shell.terminal().err().flush();
        }
        return e instanceof Failure failure ? failure.exitCode() : Failure.FAILED;
    }

    /// Makes commands with their surroundings given to their constructor.
    private record Commands(Shell shell) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Shell.class) {
                    return type.cast(constructor.newInstance(shell));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
