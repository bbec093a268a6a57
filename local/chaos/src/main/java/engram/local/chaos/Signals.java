package engram.local.chaos;

import engram.local.system.Description.Child;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What is done to processes of the system from outside. A process that has ended, or another one with its pid, is left alone.
final class Signals {

    private Signals() {
    }

    /// As `kill -9` does it.
    ///
    /// @return false if there is no such process any more
    static boolean kill(Child child) {
        return process(child).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    /// @return false if there is no such process any more
    static boolean suspend(Child child) throws IOException, InterruptedException {
        return send("-STOP", child);
    }

    static boolean resume(Child child) throws IOException, InterruptedException {
        return send("-CONT", child);
    }

    private static boolean send(String signal, Child child) throws IOException, InterruptedException {
        return process(child).isPresent() && new ProcessBuilder("kill", signal, Long.toString(child.pid())).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    private static Optional<ProcessHandle> process(Child child) {
        return ProcessHandle.of(child.pid()).filter(process -> process.isAlive()
                && process.info().startInstant().map(Instant::toEpochMilli).orElse(0L) == child.born());
    }
}
