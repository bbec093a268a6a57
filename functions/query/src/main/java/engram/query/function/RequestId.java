package engram.query.function;

import com.amazonaws.services.lambda.runtime.Context;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/// Names a request in its response, in its errors and in the log: the invocation's id.
final class RequestId {

    static final String HEADER = "X-Request-Id";
    static final String LOGGED_AS = "requestId";

    private static final String KEY = RequestId.class.getName();

    private RequestId() {}

    static String of(RoutingContext request) {
        String known = request.get(KEY);
        if (known == null) {
            known = lambda(request).map(Context::getAwsRequestId).orElseGet(() -> UUID.randomUUID().toString());
            request.put(KEY, known);
        }
        return known;
    }

    private static Optional<Context> lambda(RoutingContext request) {
        return request.request().headers() instanceof QuarkusHttpHeaders headers
                ? Optional.ofNullable(headers.getContextObject(Context.class))
                : Optional.empty();
    }
}
