package engram.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `engram`: the command line of the local system.
@Command(
    name = "engram",
    mixinStandardHelpOptions = true,
    version = "Engram 0.1.0",
    description = "A document memory: put documents into a bucket, ask for them by meaning.")
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
