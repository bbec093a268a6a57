package engram.health;

import engram.domain.TransientFailure;
import engram.domain.health.Unwell;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// One thing that is asked again and again, each time on a thread of its own. Whoever does not answer in time is
/// interrupted and waited for no longer; while it hangs on all the same, it is not asked again, so that it never holds
/// more than one thread.
final class Question<T> {

    private static final Logger LOG = Logger.getLogger(Question.class);

    private static final String LOOK_AT_IT =
            "see that it runs and is not overloaded, and that the network lets through to it";

    private final String name;
    private final Supplier<T> ask;
    private final InstantSource clock;
    private Thread hanging;
    private volatile Optional<Instant> lastSuccess = Optional.empty();

    /// @param name for the log and the thread
    /// @param ask throws [Unwell] or [TransientFailure] where there is no answer
    Question(String name, Supplier<T> ask, InstantSource clock) {
        this.name = name;
        this.ask = ask;
        this.clock = clock;
    }

    /// An answer that is under way.
    interface Pending<T> {
        /// @param deadline by [System#nanoTime()]
        Reply<T> await(long deadline);
    }

    /// One round at a time: the caller sees to that.
    Pending<T> begin() {
        long began = System.nanoTime();
        if (hanging != null && hanging.isAlive()) {
            return _ -> failed(began, Trouble.late(name + " still hangs in an earlier look", LOOK_AT_IT));
        }
        FutureTask<Reply<T>> answer = new FutureTask<>(() -> answer(began));
        Thread thread = Thread.ofVirtual().name("look at " + name).start(answer);
        return deadline -> reply(answer, thread, began, deadline);
    }

    /// On the question's own thread, so that the time is its own whoever else is waited for.
    private Reply<T> answer(long began) {
        try {
            T value = ask.get();
            return new Reply<>(Optional.of(value), Optional.empty(), since(began), Optional.of(clock.instant()));
        } catch (RuntimeException e) {
            return failed(began, trouble(e));
        }
    }

    private Reply<T> reply(FutureTask<Reply<T>> answer, Thread thread, long began, long deadline) {
        try {
            Reply<T> reply = answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            lastSuccess = reply.lastSuccess();
            return reply;
        } catch (TimeoutException _) {
            hanging = thread;
            answer.cancel(true);
            return failed(began, Trouble.late(
                    "%s did not answer within %d ms".formatted(name, since(began).toMillis()), LOOK_AT_IT));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the look at " + name + " broke", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            hanging = thread;
            answer.cancel(true);
            return failed(began, new Trouble("the look was interrupted", "look again"));
        }
    }

    private Trouble trouble(RuntimeException cause) {
        return switch (cause) {
            case Unwell unwell -> new Trouble(unwell.getMessage(), unwell.remedy());
            case TransientFailure failure -> new Trouble(failure.getMessage(), LOOK_AT_IT);
            // Of an HTTP client whose thread was interrupted: nobody waits for this any more.
            case CancellationException _ -> new Trouble("the look at " + name + " was given up", LOOK_AT_IT);
            default -> {
                LOG.errorf(cause, "the look at %s failed", name);
                yield new Trouble(
                        "the look at %s failed: %s".formatted(name, cause.getClass().getSimpleName()),
                        "see the log of this function, and report it");
            }
        };
    }

    private Reply<T> failed(long began, Trouble trouble) {
        return new Reply<>(Optional.empty(), Optional.of(trouble), since(began), lastSuccess);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
