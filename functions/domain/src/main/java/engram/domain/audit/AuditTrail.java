package engram.domain.audit;

/// Keeps what was done, for as long as the log that it is part of is kept.
@FunctionalInterface
public interface AuditTrail {

    void add(AuditEvent event);
}
