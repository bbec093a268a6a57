package engram.storage;

import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.TextHash;
import engram.domain.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where a page of a list ended: the last source path looked at, behind a check sum over that and over the list it
/// belongs to. It grants nothing (a list is of one workspace, whatever its cursor says); the check sum is there so
/// that another list's or a broken cursor is an error and not a wrong page.
final class Cursor {

    private static final int CHECK_LENGTH = 12;
    private static final String UNKNOWN = "the cursor is not one that a page of this list gave";

    private Cursor() {}

    static String of(Workspace workspace, String prefix, SourcePath last) {
        String content = check(workspace, prefix, last) + last.key();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException if [#of] did not make it for this list
    static SourcePath parse(Workspace workspace, String prefix, String cursor) {
        String content = decoded(cursor);
        if (content.length() <= CHECK_LENGTH) {
            throw new IllegalArgumentException(UNKNOWN);
        }
        SourcePath last = new SourcePath(content.substring(CHECK_LENGTH));
        if (!of(workspace, prefix, last).equals(cursor)) {
            throw new IllegalArgumentException(UNKNOWN);
        }
        return last;
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(UNKNOWN, e);
        }
    }

    private static String check(Workspace workspace, String prefix, SourcePath last) {
        // The document's key stands for workspace and path, and has a fixed length.
        return TextHash.of(new DocumentId(workspace, last).key() + prefix).hex().substring(0, CHECK_LENGTH);
    }
}
