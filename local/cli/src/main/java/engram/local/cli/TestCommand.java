package engram.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Here for its help: the script that starts this process runs the tests itself, without it.
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole test suite and ends with Surefire's totals. Further arguments go to Maven: \"test -pl functions/domain -am\".",
            "",
            "With --nightly as its first argument, five minutes of \"chaos\" with the seed 1 follow if all tests pass.",
            ""
        })
final class TestCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw Failure.usage("the tests are run by the script: local/engram test");
    }
}
