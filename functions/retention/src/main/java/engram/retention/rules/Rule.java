package engram.retention.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// One rule.
///
/// @param id unique among the rules
/// @param keepNewest of the objects that lie in one folder itself and fit by workspace, path and size, whatever their age, so many of those
///     written last are left alone
/// @param grace from the mark to the action
public record Rule(String id, Mode mode, Match match, Optional<Integer> keepNewest, Action action, Duration grace) {

    private static final int VERSION_DIGITS = 12;

    /// Changes with whatever the rule says, but for its mode.
    public String version() {
        String said = String.join("\n", id, match.toString(), keepNewest.toString(), action.toString(), grace.toString());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    public boolean acts() {
        return mode == Mode.ACT;
    }
}
