package engram.ingest.function;

import engram.domain.audit.AuditEvent;
import engram.domain.audit.AuditTrail;
import engram.ingest.Verification;
import engram.storage.audit.InvocationId;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/// Documents in, in what they are not what their objects make out: the same package as `ingest`, since it reads as that does, and a
/// Lambda function of its own (`QUARKUS_FUNQY_EXPORT=verify`).
public final class VerifyFunction {

    private final Verification verification;
    private final AuditTrail audit;
    private final Duration timeout;

    @Inject
    VerifyFunction(Verification verification, AuditTrail audit, IngestConfig config) {
        this.verification = verification;
        this.audit = audit;
        this.timeout = config.timeout();
    }

    @Funq("verify")
    public Verified verify(VerifyOrder order) {
        String invocation = InvocationId.begin();
        String who = order.who(AuditEvent.ANONYMOUS);
        Verified verified = Verified.of(verification.look(order.documents(), order.repair(), timeout), order.repair());
        if (verified.hints() > 0) {
            audit.add(new AuditEvent(Instant.now(), who, "repair", "", "", verified.hints(), AuditEvent.OK, invocation));
        }
        return verified;
    }
}
