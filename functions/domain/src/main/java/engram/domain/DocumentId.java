package engram.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// Identity of a document: its workspace and its source path.
public record DocumentId(Workspace workspace, SourcePath sourcePath) {

    private static final int KEY_BYTES = 16;

    /// Identity as 32 hexadecimal digits, the same for ever: the first half of SHA-256 over workspace and source path.
    public String key() {
        MessageDigest digest = Sha256.digest();
        digest.update(workspace.name().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(sourcePath.key().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), KEY_BYTES));
    }

    /// Identity of what the document has in that slot of the index.
    public String chunkKey(int slot) {
        return key() + "-" + slot;
    }

    @Override
    public String toString() {
        return workspace + ":" + sourcePath;
    }
}
