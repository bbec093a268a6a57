package engram.storage.audit;

import java.util.UUID;
import org.jboss.logging.MDC;

/// What an invocation is called in the log and in the audit trail. Funqy does not hand Lambda's own identity of a request on; in the log of the function
/// this one stands between the lines in which Lambda tells its own.
public final class InvocationId {

    private static final String LOGGED_AS = "requestId";

    private InvocationId() {}

    /// A new one, for all that this thread logs until the next.
    public static String begin() {
        String id = UUID.randomUUID().toString();
        MDC.put(LOGGED_AS, id);
        return id;
    }
}
