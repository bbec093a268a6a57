package engram.local.chaos;

import java.io.IOException;

/// What is done to processes from outside.
final class Signals {

    private Signals() {
    }

    /// As `kill -9` does it; a process that has ended already is left alone.
    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /// @return false if there is no such process any more
    static boolean suspend(long pid) throws IOException, InterruptedException {
        return send("-STOP", pid);
    }

    static boolean resume(long pid) throws IOException, InterruptedException {
        return send("-CONT", pid);
    }

    private static boolean send(String signal, long pid) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", signal, Long.toString(pid)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }
}
