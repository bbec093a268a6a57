package engram.local.system;

import engram.local.system.parts.Part;
import engram.local.system.parts.PartCommand;
import engram.local.system.parts.PartFailure;
import engram.local.system.parts.PartProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/// A part that is started again whenever it ends, on its data and port, without limit, after a pause that grows from 0.2 s
/// to 10 s while it does not come up.
final class SupervisedPart {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PartCommand command;
    private final Journal journal;
    private Thread keeper;
    private PartProcess process;
    private volatile boolean open = true;
    private volatile State state = State.STARTING;
    private volatile long pid;
    private volatile int restarts;

    enum State { STARTING, RUNNING, RESTARTING, STOPPED }

    /// @param command with its port chosen
    SupervisedPart(PartCommand command, Journal journal) {
        this.command = command;
        this.journal = journal;
    }

    /// Returns when the part answers.
    ///
    /// @throws PartFailure if it does not start
    void start() {
        try {
            FileJournal.makeRoom(log());
        } catch (IOException e) {
            throw new PartFailure("the log " + log() + " cannot be moved out of the way: " + e, e);
        }
        process = PartProcess.start(command, PATIENCE);
        runs();
        keeper = Thread.ofVirtual().name(part().id() + "-keeper").start(this::keep);
    }

    private void runs() {
        pid = process.handle().pid();
        state = State.RUNNING;
    }

    private void keep() {
        try {
            while (open) {
                int code = process.onExit().get();
                pid = 0;
                if (open) {
                    comeBack(code);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void comeBack(int code) throws InterruptedException {
        state = State.RESTARTING;
        journal.say(part().id(), "ended " + (code > 128 ? "by signal " + (code - 128) : "with exit code " + code)
                + "; starts again, see " + log());
        for (long pause = 200; open && state != State.RUNNING; pause = Math.min(10_000, 2 * pause)) {
            Thread.sleep(pause);
            try {
                process.restart();
                restarts++;
                runs();
            } catch (PartFailure e) {
                if (open) {
                    journal.say(part().id(), "does not start again yet: " + e.getMessage());
                }
            }
        }
        if (open) {
            journal.say(part().id(), "runs again as process " + pid);
        }
    }

    Part part() {
        return command.part();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + command.port());
    }

    int port() {
        return command.port();
    }

    Path log() {
        return command.log();
    }

    State state() {
        return state;
    }

    /// 0 while no process runs.
    long pid() {
        return pid;
    }

    int restarts() {
        return restarts;
    }

    /// Ends it for good; does nothing if it never started.
    void stop() {
        open = false;
        if (keeper != null) {
            keeper.interrupt();
            process.close();
        }
        state = State.STOPPED;
        pid = 0;
    }
}
