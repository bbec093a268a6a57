package engram.local.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// Runs a part as a process: one line `ready http://127.0.0.1:PORT` on stdout once it answers, everything else on stderr,
/// exit code 1 with one line when it cannot start. It ends with SIGTERM, or when the process `--parent` ends.
public final class Launch {
    private Launch() {}

    /// Starts the part and returns only when it has ended.
    public static void run(String name, String[] args, Set<String> own, Server.Starter starter) {
        try {
            Arguments arguments = Arguments.parse(args, own);
            // stdout carries the ready line alone: what the servers print goes to stderr
            var stdout = System.out;
            System.setOut(System.err);
            prepare(arguments.data());
            followParent(arguments);
            Server server = starter.start(arguments);
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(name, server, ended)));
            stdout.println("ready http://" + Loopback.ADDRESS + ":" + server.port());
            stdout.flush();
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | LinkageError e) {
            System.err.println(name + " cannot start: " + reason(e));
            System.exit(1);
        }
    }

    private static void prepare(Path data) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new StartFailure("the data directory " + data + " cannot be made: " + e + "; choose another with --data", e);
        }
        if (!Files.isWritable(data)) {
            throw new StartFailure("the data directory " + data + " is not writable; choose another with --data");
        }
    }

    private static void followParent(Arguments arguments) {
        if (arguments.parent().isEmpty()) {
            return;
        }
        long id = arguments.parent().getAsLong();
        ProcessHandle parent = ProcessHandle.of(id)
                .orElseThrow(() -> new StartFailure("the process " + id + " given by --parent is not there"));
        parent.onExit().thenRun(() -> System.exit(0));
    }

    private static void stop(String name, Server server, CountDownLatch ended) {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println(name + " did not stop cleanly: " + reason(e));
        } finally {
            ended.countDown();
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof StartFailure) {
            return failure.getMessage().replaceAll("\\s*\\R\\s*", " ");
        }
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : " <- ").append(cause);
        }
        return text.toString().replaceAll("\\s*\\R\\s*", " ");
    }
}
