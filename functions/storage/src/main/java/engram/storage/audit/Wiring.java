package engram.storage.audit;

import engram.domain.audit.AuditTrail;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Puts the audit trail behind its port.
final class Wiring {

    @Produces
    @Singleton
    AuditTrail auditTrail() {
        return new AuditLog();
    }
}
