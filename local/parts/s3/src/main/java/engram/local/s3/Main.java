package engram.local.s3;

import engram.local.part.Arguments;
import engram.local.part.Launch;
import engram.local.part.Loopback;
import engram.local.part.Server;
import engram.local.part.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// S3 on this machine: s3proxy over plain files in `--data`, for anybody on the loopback interface.
///
/// `--bucket` is made at the start; `--queue-url` names the SQS queue that hears of every change of an object in it. `--quiet-bucket` is made as well, and
/// nobody hears of what happens in there.
public final class Main {
    private static final int LONGEST_SPOOL = 100_000;

    private Main() {}

    public static void main(String[] args) {
        Launch.run("s3", args, Set.of("bucket", "quiet-bucket", "queue-url"), Main::start);
    }

    private static Server start(Arguments arguments) throws Exception {
        int port = Loopback.free(arguments.port());
        Optional<Bucket> bucket = arguments.optional("bucket").map(Bucket::new);
        Path objects = Files.createDirectories(arguments.data().resolve("objects"));
        Attributes.require(objects);
        BlobStore files = new FileObjects(new FilesystemNio2BlobStore(objects.toString()), new KeyRules(objects));
        bucket.ifPresent(b -> b.createIn(files));
        arguments.optional("quiet-bucket").map(Bucket::new).ifPresent(b -> b.createIn(files));
        if (arguments.optional("queue-url").isEmpty()) {
            new Audience(arguments.data()).isNobody();
            return S3.start(port, files, () -> {});
        }
        Bucket notified = bucket.orElseThrow(
                () -> new StartFailure("--queue-url is of use only with the --bucket it is told about"));
        return startNotifying(arguments, port, files, notified);
    }

    private static Server startNotifying(Arguments arguments, int port, BlobStore files, Bucket bucket)
            throws IOException {
        HintQueue queue = HintQueue.at(arguments.required("queue-url"));
        Sequencer sequencer = new Sequencer(arguments.data().resolve("sequencer"), Clock.systemUTC());
        Spool spool = Spool.open(arguments.data().resolve("notifications"), sequencer, LONGEST_SPOOL);
        Deliveries deliveries = new Deliveries(spool, new Recovery(files, sequencer, Clock.systemUTC()), queue);
        deliveries.start();
        new Audience(arguments.data()).is(bucket, arguments.required("queue-url"));
        return S3.start(port, new NotifyingBlobStore(files, bucket, spool, Clock.systemUTC()), deliveries);
    }
}
