package engram.health.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import engram.health.Seen;
import engram.health.Watch;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Tells a request from the schedule's event, which has no path and EventBridge's version 0.
@Decorator
@Priority(1)
class EventFrame implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final Logger LOG = Logger.getLogger(EventFrame.class);
    private static final String EVENT_BRIDGE = "0";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final int OK = 200;

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> http;
    private final Watch watch;

    EventFrame(@Delegate @Any RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> http, Watch watch) {
        this.http = http;
        this.watch = watch;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        if (event.getRawPath() != null && event.getRequestContext() != null) {
            APIGatewayV2HTTPResponse response = http.handleRequest(event, context);
            Map<String, String> headers = new java.util.HashMap<>(Optional.ofNullable(response.getHeaders()).orElse(Map.of()));
            headers.put(REQUEST_ID, context.getAwsRequestId());
            response.setHeaders(headers);
            return response;
        }
        if (EVENT_BRIDGE.equals(event.getVersion())) {
            return scheduled();
        }
        throw new IllegalArgumentException("an event that is neither a request (HTTP API or function URL, payload format"
                + " 2.0) nor a schedule's (EventBridge): see what triggers this function");
    }

    private APIGatewayV2HTTPResponse scheduled() {
        Seen seen = watch.run();
        LOG.infof("looked status=%s problems=%s%s", seen.level(),
                seen.concerns().stream().map(concern -> concern.code().name()).toList(),
                seen.findings().indexAge().map(age -> " index=" + age.toSeconds() + "s-ago").orElse(""));
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(OK)
                .withBody(seen.level().name())
                .build();
    }
}
