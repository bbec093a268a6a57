package engram.query.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
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
        return given(request, Context.class);
    }

    /// The event that the request was.
    static Optional<APIGatewayV2HTTPEvent> event(RoutingContext request) {
        return given(request, APIGatewayV2HTTPEvent.class);
    }

    private static <T> Optional<T> given(RoutingContext request, Class<T> type) {
        return request.request().headers() instanceof QuarkusHttpHeaders headers
                ? Optional.ofNullable(headers.getContextObject(type))
                : Optional.empty();
    }
}
