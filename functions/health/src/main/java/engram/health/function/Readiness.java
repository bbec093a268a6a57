package engram.health.function;

import engram.domain.health.Level;
import engram.health.Health;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Up or down, and nothing more: anybody may ask.
@Singleton
@org.eclipse.microprofile.health.Readiness
final class Readiness implements HealthCheck {

    private final Health health;

    Readiness(Health health) {
        this.health = health;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("engram").status(health.now().level() != Level.DOWN).build();
    }
}
