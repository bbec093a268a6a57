package engram.local.system;

import engram.local.system.parts.Part;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/// What is other than usual in a system that is put to the test.
///
/// @param detour    where functions, and S3's notifications, reach a part
/// @param variables environment variables of the functions, in place of the usual ones
public record Trial(Detour detour, Map<String, String> variables) {

    /// Everything as usual.
    public static final Trial NONE = new Trial((_, endpoint) -> endpoint, Map.of());

    public Trial {
        Objects.requireNonNull(detour, "detour");
        variables = Map.copyOf(variables);
    }

    /// A way to a part that leads through something else.
    @FunctionalInterface
    public interface Detour {

        /// Called once for each part, before anything runs.
        ///
        /// @param endpoint where the part will listen
        /// @return where those who use it are told that it listens
        URI to(Part part, URI endpoint);
    }
}
