package engram.domain;

/// Name of a workspace, the unit of isolation: a caller sees one workspace's documents.
/// Never empty, free of "/" and control characters, and at most [#MAX_LENGTH] characters.
public record Workspace(String name) {

    public static final int MAX_LENGTH = 255;

    public Workspace {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a workspace has 1 to " + MAX_LENGTH + " characters, got " + name.length());
        }
        if (name.indexOf('/') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a workspace holds neither \"/\" nor control characters");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
