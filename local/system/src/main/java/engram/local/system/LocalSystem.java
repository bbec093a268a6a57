package engram.local.system;

import engram.local.system.parts.Progress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// The whole system on this machine: S3, SQS, DynamoDB, OpenSearch and the functions, each a process of its own, with the
/// HTTP API in front. What dies is started again; all of it ends with [#close], or with this process.
///
/// ```java
/// try (LocalSystem system = LocalSystem.start(SystemSettings.of(data, 0), Progress.onStderr())) {
///     ask(system.description().url());
/// }
/// ```
public final class LocalSystem implements AutoCloseable {

    private final Assembly assembly;
    private final Thread hook;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private LocalSystem(Assembly assembly) {
        this.assembly = assembly;
        this.hook = Thread.ofPlatform().name("engram-shutdown").unstarted(this::end);
    }

    /// Starts everything side by side, and returns when it can answer.
    ///
    /// @throws SystemFailure if something does not start, by name and with the end of its log, or if another system uses
    ///                       the data directory; nothing is left running then
    public static LocalSystem start(SystemSettings settings, Progress progress) throws SystemFailure {
        return start(settings, progress, Deployment.ENGRAM);
    }

    static LocalSystem start(SystemSettings settings, Progress progress, Deployment deployment) throws SystemFailure {
        Clock clock = Clock.systemUTC();
        var assembly = new Assembly(settings, deployment, clock);
        var system = new LocalSystem(assembly);
        Runtime.getRuntime().addShutdownHook(system.hook);
        try {
            assembly.start(progress, system.asked::countDown);
        } catch (SystemFailure | RuntimeException e) {
            system.close();
            throw e;
        }
        return system;
    }

    /// Where everything is, and which processes run now.
    public Description description() {
        return assembly.description();
    }

    public URI url() {
        return assembly.description().url();
    }

    public Status status() {
        return assembly.status();
    }

    /// Returns when somebody asks for the end (`POST /_local/shutdown`); then call [#close].
    public void awaitShutdownRequest() throws InterruptedException {
        asked.await();
    }

    /// Stops everything in order: no more work is taken, what runs may end within a few seconds, then all processes. A
    /// second call waits for the first.
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process is ending, which is what the hook is for: it has nothing left to do.
            return;
        }
    }

    private void end() {
        try {
            if (closing.compareAndSet(false, true)) {
                try {
                    assembly.stop();
                } finally {
                    ended.countDown();
                    asked.countDown();
                }
            } else {
                ended.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
