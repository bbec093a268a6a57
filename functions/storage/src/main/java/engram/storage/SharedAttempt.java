package engram.storage;

import engram.domain.OutOfTime;
import engram.domain.TransientFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Something that one does for all who want it done at the same time: who comes while it is under way gets its outcome.
final class SharedAttempt {

    private final AtomicReference<CompletableFuture<Void>> underWay = new AtomicReference<>();

    /// @param patience how long another's attempt is waited for
    /// @throws TransientFailure if another's attempt failed, or lasts too long
    void run(Runnable attempt, Duration patience) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = underWay.compareAndExchange(null, mine);
        if (others == null) {
            lead(attempt, mine);
        } else {
            follow(others, patience);
        }
    }

    private void lead(Runnable attempt, CompletableFuture<Void> outcome) {
        try {
            attempt.run();
            outcome.complete(null);
        } catch (RuntimeException | Error e) {
            outcome.completeExceptionally(e);
            throw e;
        } finally {
            underWay.set(null);
        }
    }

    private static void follow(CompletableFuture<Void> outcome, Duration patience) {
        try {
            outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new TransientFailure(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new OutOfTime("another request still looks whether the index is there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while another request looked whether the index is there", e);
        }
    }
}
