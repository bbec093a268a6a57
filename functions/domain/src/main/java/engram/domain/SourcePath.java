package engram.domain;

import java.nio.charset.StandardCharsets;

/// Where a document lives in the bucket: the object's key, decoded, exactly as S3 holds it.
/// 1 to [#MAX_BYTES] bytes of UTF-8, the bound that S3 sets.
///
/// The order is that of these bytes: S3 lists in it, DynamoDB and OpenSearch sort in it. It is that of code points, and not
/// that of [String], which puts supplementary characters before some others.
public record SourcePath(String key) implements Comparable<SourcePath> {

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
    public int compareTo(SourcePath other) {
        int at = 0;
        int length = Math.min(key.length(), other.key.length());
        while (at < length && key.charAt(at) == other.key.charAt(at)) {
            at++;
        }
        if (at == length) {
            return Integer.compare(key.length(), other.key.length());
        }
        // A surrogate stands for a supplementary character, above all that are none.
        boolean supplementary = Character.isSurrogate(key.charAt(at));
        return supplementary == Character.isSurrogate(other.key.charAt(at))
                ? Character.compare(key.charAt(at), other.key.charAt(at))
                : supplementary ? 1 : -1;
    }

    @Override
    public String toString() {
        return key;
    }
}
