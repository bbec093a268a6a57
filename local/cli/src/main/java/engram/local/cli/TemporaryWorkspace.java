package engram.local.cli;

import engram.local.cli.remote.Bucket;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A workspace of a system that goes on running, whose documents are gone after [#close] or ctrl-C.
final class TemporaryWorkspace implements AutoCloseable {

    private static final long LONGEST_END_SECONDS = 10;

    private final Terminal terminal;
    private final Bucket bucket;
    private final String name;
    private final Thread owner = Thread.currentThread();
    private final Thread hook = Thread.ofPlatform().name("temporary-workspace").unstarted(this::endWithProcess);
    private final CountDownLatch closed = new CountDownLatch(1);

    private TemporaryWorkspace(Terminal terminal, Bucket bucket, String name) {
        this.terminal = terminal;
        this.bucket = bucket;
        this.name = name;
    }

    /// The thread that calls this is interrupted at ctrl-C, so that it puts nothing more into the workspace.
    static TemporaryWorkspace of(Terminal terminal, Bucket bucket, String name) {
        TemporaryWorkspace workspace = new TemporaryWorkspace(terminal, bucket, name);
        Runtime.getRuntime().addShutdownHook(workspace.hook);
        return workspace;
    }

    private void endWithProcess() {
        try {
            terminal.note(System.lineSeparator() + "Removing the workspace " + name);
            owner.interrupt();
            if (!closed.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                clear();
            }
        } catch (IOException e) {
            terminal.note("engram: the workspace " + name + " could not be removed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void clear() throws IOException {
        List<String> keys = new ArrayList<>();
        bucket.list(name + "/", object -> keys.add(object.key()));
        for (String key : keys) {
            bucket.delete(key);
        }
        terminal.note("The workspace " + name + " is removed again.");
    }

    @Override
    public void close() throws IOException {
        try {
            clear();
        } finally {
            closed.countDown();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook finds nothing left to do
        }
    }
}
