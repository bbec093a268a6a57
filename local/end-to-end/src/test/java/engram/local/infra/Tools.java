package engram.local.infra;

import static org.junit.jupiter.api.Assumptions.abort;

/// Programs that not every machine has: `local/end-to-end/requirements.in` names them. Tests that need one are skipped where it is missing,
/// unless the property says that all must be there.
public final class Tools {

    private static final String ASKED = "engram.tools";
    private static final String REQUIRED = "required";

    private Tools() {}

    /// @param missing what is said if it is not there
    public static void require(boolean isThere, String missing) {
        if (isThere) {
            return;
        }
        if (REQUIRED.equals(System.getProperty(ASKED))) {
            throw new AssertionError(missing + "; -D%s=%s has that fail".formatted(ASKED, REQUIRED));
        }
        abort(missing);
    }
}
