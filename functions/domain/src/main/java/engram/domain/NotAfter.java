package engram.domain;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// The moment by which what runs in a thread has to come to an end, for those deep inside who wait: no wait is begun that
/// would not end before it.
public final class NotAfter {

    private static final ScopedValue<Instant> MOMENT = ScopedValue.newInstance();

    private NotAfter() {}

    /// What the work returns, or throws; inside of it, [#moment] is this one.
    public static <T> T call(Instant moment, Callable<T> work) throws Exception {
        return ScopedValue.where(MOMENT, moment).call(work::call);
    }

    /// The same for work that throws no checked exception.
    public static <T> T within(Instant moment, Supplier<T> work) {
        return ScopedValue.where(MOMENT, moment).call(work::get);
    }

    /// Of the work that this thread is at; [Instant#MAX] where nothing bounds it.
    public static Instant moment() {
        return MOMENT.orElse(Instant.MAX);
    }
}
