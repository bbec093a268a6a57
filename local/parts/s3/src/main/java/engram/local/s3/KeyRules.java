package engram.local.s3;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Which keys a store of plain files can keep, narrower than S3's: a key is a path, and a file is no folder.
///
/// Left to itself, the file store answers 500 to some of the others, and takes some for another key (`a//b` for `a/b`,
/// `a/` for `a`).
final class KeyRules {
    /// S3's own bound.
    private static final int LONGEST_KEY = 1024;
    /// File systems take 255 bytes; the file store appends 37 while it writes.
    private static final int LONGEST_NAME = 218;
    /// S3's own bound for all user metadata of an object.
    private static final int MOST_METADATA = 2048;

    private final Path objects;

    /// @param objects the directory that holds a directory for each bucket
    KeyRules(Path objects) {
        this.objects = objects;
    }

    /// @throws S3Exception if no object can be kept under this key
    void requireUsable(String bucket, String key) {
        if (bytes(key) > LONGEST_KEY) {
            throw Refusal.of(400, "KeyTooLongError", "the key has " + bytes(key) + " bytes, at most " + LONGEST_KEY + " are possible");
        }
        if (!isPath(key)) {
            throw Refusal.of(400, "InvalidArgument", "this local store keeps objects as files: a key must be a path of names of 1 to "
                    + LONGEST_NAME + " bytes that are not . or .. and begins with a name");
        }
        requireFree(bucket, key);
    }

    /// @throws S3Exception if it is more than S3 takes
    void requireSmall(Map<String, String> metadata) {
        int size = metadata.entrySet().stream().mapToInt(e -> bytes(e.getKey()) + bytes(e.getValue())).sum();
        if (size > MOST_METADATA) {
            throw Refusal.of(400, "MetadataTooLarge", "the metadata has " + size + " bytes, at most " + MOST_METADATA + " are possible");
        }
    }

    /// Whether an object of exactly this key may be there.
    boolean mayExist(String bucket, String key) {
        return bytes(key) <= LONGEST_KEY
                && isPath(key)
                && key.endsWith("/") == Files.isDirectory(objects.resolve(bucket).resolve(key));
    }

    private void requireFree(String bucket, String key) {
        Path top = objects.resolve(bucket);
        Path place = top.resolve(key);
        for (Path above = place.getParent(); !above.equals(top); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                throw inTheWay(top.relativize(above).toString());
            }
        }
        boolean folder = key.endsWith("/");
        if (folder ? Files.isRegularFile(place) : Files.isDirectory(place)) {
            throw inTheWay(key.replaceAll("/$", "") + (folder ? "" : "/"));
        }
    }

    private static S3Exception inTheWay(String other) {
        return Refusal.of(409, "InvalidObjectState", "this local store keeps objects as files, and a file is no folder: "
                + other + " is in the way");
    }

    private static boolean isPath(String key) {
        String path = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || bytes(name) > LONGEST_NAME || name.indexOf('\0') >= 0) {
                return false;
            }
        }
        return true;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
