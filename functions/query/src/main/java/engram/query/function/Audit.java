package engram.query.function;

import engram.domain.audit.AuditEvent;
import engram.domain.audit.AuditTrail;
import engram.query.function.DocumentResponse.PageResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/// Tells the audit trail of each request that asked for something, whatever the answer. What no path of the API leads to
/// asked for nothing.
final class Audit {

    private final AuditTrail trail;
    private final InstantSource clock;

    Audit(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @ServerResponseFilter
    void tell(ContainerResponseContext response, SimpleResourceInfo operation, UriInfo uri, RoutingContext request) {
        if (operation == null) {
            return;
        }
        trail.add(new AuditEvent(
                clock.instant(),
                Caller.of(RequestId.event(request)),
                operation.getMethodName(),
                parameter(uri, "workspace"),
                parameter(uri, "sourcePath"),
                count(response.getEntity()),
                response.getEntity() instanceof Problem problem ? problem.code().name() : AuditEvent.OK,
                RequestId.of(request)));
    }

    private static String parameter(UriInfo uri, String name) {
        String value = uri.getPathParameters().getFirst(name);
        return value == null ? "" : value;
    }

    private static long count(Object answer) {
        return switch (answer) {
            case SearchResponse passages -> passages.hits().size();
            case PageResponse page -> page.documents().size();
            case Problem _ -> 0;
            case null, default -> 1;
        };
    }
}
