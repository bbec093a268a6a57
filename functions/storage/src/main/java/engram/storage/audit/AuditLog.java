package engram.storage.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.audit.AuditEvent;
import engram.domain.audit.AuditTrail;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/// Each event as one line of JSON, whose first member is `audit`. The lines are a category of the log of their own, which
/// writes nothing else into them.
final class AuditLog implements AuditTrail {

    static final String CATEGORY = "engram.audit";

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void add(AuditEvent event) {
        LOG.info(JSON.createObjectNode()
                .put("audit", event.action())
                .put("at", event.at().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("who", event.who())
                .put("workspace", event.workspace())
                .put("subject", event.subject())
                .put("count", event.count())
                .put("outcome", event.outcome())
                .put("requestId", event.requestId())
                .toString());
    }
}
