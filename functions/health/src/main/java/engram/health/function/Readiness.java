package engram.health.function;

import engram.domain.health.Level;
import engram.health.Health;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Up or down, and nothing more: anybody may ask, and as often as a probe does.
@Singleton
@org.eclipse.microprofile.health.Readiness
final class Readiness implements HealthCheck {

    private final Health health;

    Readiness(Health health) {
        this.health = health;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("engram").status(health.glance().level() != Level.DOWN).build();
    }
}
