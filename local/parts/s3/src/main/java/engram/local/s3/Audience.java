package engram.local.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Who hears of changes, in a file for those who look after the system: S3's own way to ask, `GET ?notification`, is none of
/// s3proxy's. Two lines, bucket and URL of the queue; no file: nobody hears of anything.
final class Audience {

    private final Path file;

    /// @param data of this part
    Audience(Path data) {
        this.file = data.resolve("notified");
    }

    void is(Bucket bucket, String queueUrl) throws IOException {
        Path half = file.resolveSibling("notified.half");
        Files.writeString(half, bucket.name() + "\n" + queueUrl + "\n");
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    void isNobody() throws IOException {
        Files.deleteIfExists(file);
    }
}
