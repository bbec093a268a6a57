package engram.ingest.pii;

import engram.domain.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Which policy holds in which workspace.
///
/// @param others for workspaces that are not named
public record PiiPolicies(PiiPolicy others, Map<String, PiiPolicy> named) {

    public static final PiiPolicies NONE = new PiiPolicies(PiiPolicy.IGNORE, Map.of());

    public PiiPolicies {
        named = Map.copyOf(named);
    }

    /// @param named entries like `team-a=redact`
    /// @throws IllegalArgumentException if one is none, or names a workspace twice
    public static PiiPolicies of(PiiPolicy others, List<String> named) {
        Map<String, PiiPolicy> policies = new TreeMap<>();
        for (String entry : named) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("expected WORKSPACE=POLICY, got " + entry);
            }
            Workspace workspace = new Workspace(entry.substring(0, equals).strip());
            if (policies.put(workspace.name(), policy(entry.substring(equals + 1).strip())) != null) {
                throw new IllegalArgumentException("workspace " + workspace.name() + " has two policies");
            }
        }
        return new PiiPolicies(others, policies);
    }

    private static PiiPolicy policy(String name) {
        try {
            return PiiPolicy.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a policy is ignore, tag, redact or reject, got " + name, e);
        }
    }

    public PiiPolicy of(Workspace workspace) {
        return named.getOrDefault(workspace.name(), others);
    }
}
