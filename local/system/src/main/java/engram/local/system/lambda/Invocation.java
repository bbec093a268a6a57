package engram.local.system.lambda;

import java.util.concurrent.CompletableFuture;

/// One event on its way through an execution environment.
final class Invocation {

    final String id;
    final byte[] event;
    /// Completed with the environment once one has taken it.
    final CompletableFuture<Environment> taken = new CompletableFuture<>();
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    Invocation(String id, byte[] event) {
        this.id = id;
        this.event = event;
    }
}
