package engram.local.system.lambda;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Keeps one process of a function running: the next is started when one ends, without limit, after a pause that grows from
/// 0.2 s to 10 s while it does not get as far as asking for work.
final class Slot {

    private final Starter starter;
    private final Consumer<String> restarts;
    private final CompletableFuture<Void> ready;
    private final Thread keeper;
    private volatile Environment environment;
    private volatile boolean open = true;

    @FunctionalInterface
    interface Starter {
        Environment start() throws IOException;
    }

    /// @param restarts hears why a process is about to be replaced
    /// @param ready    completed when a process first asks for work, or ends before that
    Slot(String name, Starter starter, Consumer<String> restarts, CompletableFuture<Void> ready) {
        this.starter = starter;
        this.restarts = restarts;
        this.ready = ready;
        this.keeper = Thread.ofVirtual().name(name + "-keeper").unstarted(this::keep);
    }

    void start() {
        keeper.start();
    }

    Optional<Environment> environment() {
        return Optional.ofNullable(environment).filter(Environment::alive);
    }

    /// Whether it will ask for work soon.
    boolean starting() {
        Environment now = environment;
        return now == null || !now.served();
    }

    /// Ends the process, for good.
    void stop() {
        open = false;
        keeper.interrupt();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        try {
            for (int failures = 0; open; ) {
                String end = live();
                failures = environment != null && environment.served() ? 1 : failures + 1;
                if (open) {
                    long pause = Math.min(10_000, 100L << Math.min(failures, 7));
                    restarts.accept(end + "; starts again in " + pause / 1000.0 + " s");
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException e) {
            // Asked to stop: what is left to do is below.
            open = false;
        }
        environment().ifPresent(Environment::close);
    }

    /// One process, from its start to its end.
    ///
    /// @return how it ended
    private String live() throws InterruptedException {
        environment = null;
        Environment started;
        try {
            started = starter.start();
        } catch (IOException e) {
            ready.completeExceptionally(e);
            return "cannot be started: " + e.getMessage();
        }
        environment = started;
        started.ready().whenComplete((nothing, failure) -> {
            if (failure == null) {
                ready.complete(null);
            } else {
                ready.completeExceptionally(failure);
            }
        });
        // An interrupt during the start may have got lost: the JDK's HTTP server swallows some.
        return open ? started.awaitEnd() : "not wanted any more";
    }
}
