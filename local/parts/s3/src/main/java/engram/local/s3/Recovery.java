package engram.local.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Reads the notifications of a spool; for an intent that nobody fulfilled it makes one of the object's state.
final class Recovery {
    private final BlobStore files;
    private final Sequencer sequencer;
    private final Clock clock;

    Recovery(BlobStore files, Sequencer sequencer, Clock clock) {
        this.files = files;
        this.sequencer = sequencer;
        this.clock = clock;
    }

    /// The body of the message for a file of the spool; empty if the file is, as after a power failure.
    Optional<String> body(Path file) throws IOException {
        String text = Files.readString(file);
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(file.toString().endsWith(Spool.EVENT)
                ? text
                : state(ObjectName.fromLine(text)).toJson(sequencer.next()));
    }

    private ObjectEvent state(ObjectName object) {
        Bucket bucket = new Bucket(object.bucket());
        HeadObjectResponse now = files.blobMetadataIfPresent(object.bucket(), object.key());
        return now == null
                ? ObjectEvent.removed(bucket, object.key(), clock.instant())
                : ObjectEvent.created("Put", bucket, object.key(), clock.instant(), now.contentLength(), now.eTag());
    }
}
