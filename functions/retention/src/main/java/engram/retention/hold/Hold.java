package engram.retention.hold;

import engram.domain.SourcePath;
import engram.domain.retention.Sighting;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/// A hold on documents, until it is lifted.
///
/// @param id 1 to 64 letters, digits, `-`, `_` and `.`
/// @param value of the kind: a prefix of source paths, a source path, or a tag as `name` or `name=value`
/// @param reason for people
/// @param by who put it
public record Hold(String id, Kind kind, String value, String reason, String by, Instant at) {

    private static final int MAX_VALUE = 1024;
    private static final int MAX_REASON = 500;

    public enum Kind {
        /// All source paths that start so.
        PREFIX,
        /// One source path.
        DOCUMENT,
        /// All objects with that tag, or with that metadata.
        TAG
    }

    public Hold {
        if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("a hold's id has 1 to 64 letters, digits, \"-\", \"_\" and \".\"");
        }
        if (value.isEmpty() || value.length() > MAX_VALUE) {
            throw new IllegalArgumentException("what is held has 1 to " + MAX_VALUE + " characters");
        }
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("a hold has a reason of at most " + MAX_REASON + " characters");
        }
    }

    /// Whether it is the same but for when it was put.
    boolean saysTheSame(Hold other) {
        return new Hold(id, kind, value, reason, by, other.at()).equals(other);
    }

    /// Whether it may lie on what is there, as far as the path tells.
    public boolean concerns(SourcePath path) {
        return switch (kind) {
            case PREFIX -> path.key().startsWith(value);
            case DOCUMENT -> path.key().equals(value);
            case TAG -> true;
        };
    }

    public boolean isOn(SourcePath path, Sighting object) {
        return concerns(path)
                && (kind != Kind.TAG || has(object.tags()) || has(object.state().metadata()));
    }

    private boolean has(Map<String, String> tags) {
        String[] wanted = value.split("=", 2);
        String found = tags.get(wanted[0]);
        return found != null && (wanted.length == 1 || found.equals(wanted[1]));
    }

    @Override
    public String toString() {
        return "hold %s (%s %s)".formatted(id, kind.name().toLowerCase(Locale.ROOT), value);
    }
}
