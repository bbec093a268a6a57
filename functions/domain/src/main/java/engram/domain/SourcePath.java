package engram.domain;

import java.nio.charset.StandardCharsets;

/// Where a document lives in the bucket: the object's key, decoded, exactly as S3 holds it.
/// 1 to [#MAX_BYTES] bytes of UTF-8, the bound that S3 sets.
public record SourcePath(String key) {

    public static final int MAX_BYTES = 1024;

    public SourcePath {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a source path has 1 to " + MAX_BYTES + " bytes, got " + bytes);
        }
    }

    /// The part behind the last "/", or the whole path where there is none.
    public String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return key;
    }
}
