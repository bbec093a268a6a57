package engram.domain;

/// Which workspace a key belongs to: its first path segment, or `fallback` for a key that has no usable one
/// (no "/" at all, or a first segment that is no valid workspace name).
public record WorkspaceMapping(Workspace fallback) {

    public static final WorkspaceMapping DEFAULT = new WorkspaceMapping(new Workspace("default"));

    public DocumentId documentAt(SourcePath path) {
        return new DocumentId(workspaceOf(path), path);
    }

    private Workspace workspaceOf(SourcePath path) {
        int slash = path.key().indexOf('/');
        if (slash <= 0 || slash > Workspace.MAX_LENGTH) {
            return fallback;
        }
        String segment = path.key().substring(0, slash);
        return segment.chars().anyMatch(Character::isISOControl) ? fallback : new Workspace(segment);
    }
}
