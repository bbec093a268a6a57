package engram.query.function;

import engram.domain.EmbeddingFailed;
import engram.domain.TextTooLong;
import engram.domain.TransientFailure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every exception as `application/problem+json`. What is not the caller's doing is logged, with its cause.
final class ErrorResponses {

    private static final Logger LOG = Logger.getLogger(ErrorResponses.class);
    private static final String RETRY_SECONDS = "1";
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int INTERNAL_ERROR = 500;

    @ServerExceptionMapper(priority = 1)
    Response of(Throwable thrown, RoutingContext request) {
        Refusal refusal = refusal(thrown);
        log(thrown, refusal);
        Response.ResponseBuilder response = Response.status(refusal.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(refusal, RequestId.of(request)));
        if (refusal.code().passes()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        allowed(thrown).ifPresent(methods -> response.header(HttpHeaders.ALLOW, methods));
        return response.build();
    }

    /// A store that is away needs no stack trace: its message names it.
    private static void log(Throwable thrown, Refusal refusal) {
        if (thrown instanceof TransientFailure) {
            LOG.warnf("%s: %s", refusal.code(), thrown.getMessage());
        } else if (refusal != thrown && refusal.status() >= INTERNAL_ERROR) {
            LOG.errorf(thrown, "%s", refusal.code());
        }
    }

    @ServerExceptionMapper(priority = 1)
    Response of(WebApplicationException thrown, RoutingContext request) {
        return of((Throwable) thrown, request);
    }

    static Refusal refusal(Throwable thrown) {
        return switch (thrown) {
            case Refusal refusal -> refusal;
            case TextTooLong tooLong -> Refusal.invalid("query", tooLong.getMessage());
            case EmbeddingFailed failed -> Refusal.of(Code.EMBEDDING_FAILED, failed.getMessage());
            case TransientFailure failure ->
                Refusal.of(Code.UNAVAILABLE, "a store did not answer; the log says which, under the request's id; try again later");
            case WebApplicationException http -> refusal(http.getResponse().getStatus());
            default -> Refusal.unexpected();
        };
    }

    /// What a status that HTTP itself gave means here.
    static Refusal refusal(int status) {
        return switch (status) {
            case NOT_FOUND -> Refusal.of(Code.NOT_FOUND, "this API has no such path");
            case METHOD_NOT_ALLOWED -> Refusal.invalid(status, "this path does not take this method");
            case NOT_ACCEPTABLE -> Refusal.invalid(status, "the answer is application/json, which is not accepted");
            case TOO_LARGE -> Refusal.invalid(status, "the body is too large");
            case UNSUPPORTED_MEDIA_TYPE ->
                Refusal.invalid(status, "expected a body with the header Content-Type: application/json");
            default -> status < INTERNAL_ERROR
                    ? Refusal.invalid(status, "the request cannot be read")
                    : Refusal.unexpected();
        };
    }

    private static Optional<Object> allowed(Throwable thrown) {
        return thrown instanceof WebApplicationException http
                ? Optional.ofNullable(http.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW))
                : Optional.empty();
    }
}
