package engram.query.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.query.function.QueryConfig.RawPath;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/// What happens to every event before and after it is a request. Its path is brought to the form that is matched: an
/// HTTP API hands over decoded paths, which are no paths to an HTTP server. Its response gets the request's id, and is a
/// [Problem] whatever made it fail. Its end is logged.
@Decorator
@Priority(1)
class EventFrame implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final Logger LOG = Logger.getLogger(EventFrame.class);
    private static final String GATEWAY_DOMAIN = ".execute-api.";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final int FIRST_ERROR = 400;
    private static final long NANOS_IN_A_MILLISECOND = 1_000_000;

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> http;
    private final Optional<RawPath> configured;
    private final ObjectMapper json;

    EventFrame(
            @Delegate @Any RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> http,
            QueryConfig config,
            ObjectMapper json) {
        this.http = http;
        this.configured = config.rawPath();
        this.json = json;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        if (event.getRawPath() == null || event.getRequestContext() == null || event.getRequestContext().getHttp() == null) {
            throw new IllegalArgumentException("query takes requests (HTTP API or function URL, payload format 2.0, as in events/query-search.json),"
                    + " and got another event");
        }
        long begin = System.nanoTime();
        MDC.put(RequestId.LOGGED_AS, context.getAwsRequestId());
        APIGatewayV2HTTPResponse response = answered(event, context);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(Optional.ofNullable(response.getHeaders()).orElse(Map.of()));
        headers.put(RequestId.HEADER, context.getAwsRequestId());
        response.setHeaders(headers);
        if (response.getStatusCode() >= FIRST_ERROR && !isProblem(headers)) {
            response = problem(ErrorResponses.refusal(response.getStatusCode()), context);
        }
        LOG.infof(
                "answered status=%d took=%dms",
                response.getStatusCode(), (System.nanoTime() - begin) / NANOS_IN_A_MILLISECOND);
        return response;
    }

    private APIGatewayV2HTTPResponse answered(APIGatewayV2HTTPEvent event, Context context) {
        try {
            event.setRawPath(ApiPath.canonical(event.getRawPath(), rawPath(event)));
            return http.handleRequest(event, context);
        } catch (Refusal refusal) {
            return problem(refusal, context);
        }
    }

    private RawPath rawPath(APIGatewayV2HTTPEvent event) {
        return configured.orElseGet(() -> Optional.ofNullable(event.getRequestContext())
                .map(RequestContext::getDomainName)
                .filter(domain -> domain.contains(GATEWAY_DOMAIN))
                .map(_ -> RawPath.DECODED)
                .orElse(RawPath.ENCODED));
    }

    private static boolean isProblem(Map<String, String> headers) {
        return headers.getOrDefault(CONTENT_TYPE, "").startsWith(Problem.MEDIA_TYPE);
    }

    private APIGatewayV2HTTPResponse problem(Refusal refusal, Context context) {
        String id = context.getAwsRequestId();
        try {
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(refusal.status())
                    .withHeaders(Map.of(CONTENT_TYPE, Problem.MEDIA_TYPE, RequestId.HEADER, id))
                    .withBody(json.writeValueAsString(Problem.of(refusal, id)))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always written", e);
        }
    }
}
