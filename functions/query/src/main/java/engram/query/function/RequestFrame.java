package engram.query.function;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/// Gives the log lines of every request its id.
@Singleton
final class RequestFrame {

    private static final int BEFORE_ALL_OTHERS = 10_000;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    MDC.put(RequestId.LOGGED_AS, RequestId.of(request));
                    request.next();
                },
                BEFORE_ALL_OTHERS);
    }
}
