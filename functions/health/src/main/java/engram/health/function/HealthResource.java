package engram.health.function;

import engram.domain.health.Level;
import engram.health.Health;
import engram.health.Seen;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// The page for people and programs: behind the same authoriser as the rest of the API.
@Path("/v1/health")
public final class HealthResource {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Health health;

    HealthResource(Health health) {
        this.health = health;
    }

    /// 503 with the same body where the system is down.
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response page() {
        Seen seen = health.now();
        return Response.status(seen.level() == Level.DOWN ? UNAVAILABLE : OK)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(HealthResponse.of(seen))
                .build();
    }
}
