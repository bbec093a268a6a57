package engram.query.function;

import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import java.util.Optional;
import java.util.Set;

/// Which workspace a request may see: the one in its path, if this deployment shows it. The one place where callers and
/// their rights come in.
final class Scope {

    private final WorkspaceMapping mapping;
    private final Optional<Set<String>> shown;

    /// @param shown names of the only workspaces that may be seen; absent: all
    Scope(WorkspaceMapping mapping, Optional<Set<String>> shown) {
        this.mapping = mapping;
        this.shown = shown.map(Set::copyOf);
    }

    /// @throws Refusal INVALID_INPUT or FORBIDDEN
    Workspace workspace(String name) {
        Text.checked("workspace", name, Workspace.MAX_LENGTH);
        Workspace workspace;
        try {
            workspace = new Workspace(name);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("workspace", e.getMessage());
        }
        if (shown.isPresent() && !shown.get().contains(name)) {
            throw Refusal.of(Code.FORBIDDEN, "this workspace is not shown here");
        }
        return workspace;
    }

    /// The document at that path of the workspace.
    ///
    /// @throws Refusal INVALID_INPUT, FORBIDDEN, or NOT_FOUND if the path belongs to another workspace
    DocumentId document(String workspaceName, String sourcePath) {
        Workspace workspace = workspace(workspaceName);
        DocumentId document = mapping.documentAt(path(sourcePath));
        if (!document.workspace().equals(workspace)) {
            throw Refusal.of(
                    Code.NOT_FOUND, "no document with this source path can be in workspace " + workspace.name());
        }
        return document;
    }

    private static SourcePath path(String sourcePath) {
        Text.checked("sourcePath", sourcePath, SourcePath.MAX_BYTES);
        try {
            return new SourcePath(sourcePath);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("sourcePath", e.getMessage());
        }
    }
}
