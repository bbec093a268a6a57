package engram.local.chaos;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// Which leases run out under a process that does not move. Looked at again and again, those that others give back or renew
/// before their end are told apart; what a process that was killed has left behind is not, so it is a count of at most.
final class LeaseWatch {

    /// A lease has run out if it was still the same so long before its end.
    private static final long NEAR_MILLIS = 1_500;

    /// @param until end, in milliseconds since 1970
    /// @param seen  when it was last the same
    private record Lease(long until, long seen) {
    }

    private final Map<String, Lease> same = new HashMap<>();

    /// @param held ends of leases in milliseconds since 1970, by source path
    LeaseWatch(Map<String, Long> held, long now) {
        held.forEach((path, until) -> {
            if (until > now) {
                same.put(path, new Lease(until, now));
            }
        });
    }

    /// @param held as they are now
    void look(Map<String, Long> held, long now) {
        for (Iterator<Map.Entry<String, Lease>> each = same.entrySet().iterator(); each.hasNext();) {
            Map.Entry<String, Lease> entry = each.next();
            long until = entry.getValue().until();
            if (until > now) {
                if (held.getOrDefault(entry.getKey(), 0L) == until) {
                    entry.setValue(new Lease(until, now));
                } else {
                    each.remove();
                }
            }
        }
    }

    /// Whether a lease has neither been given back nor renewed since.
    boolean any() {
        return !same.isEmpty();
    }

    /// Those that have ended as they were.
    int outlived(long now) {
        return (int) same.values().stream()
                .filter(lease -> lease.until() <= now && lease.until() - lease.seen() <= NEAR_MILLIS).count();
    }
}
