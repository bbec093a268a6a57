package engram.local.s3;

import engram.local.part.StartFailure;
import org.gaul.s3proxy.blobstore.BlobStore;

/// The name of a bucket.
record Bucket(String name) {
    Bucket {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new StartFailure("bucket name " + name + " is not 3 to 63 lower-case letters, digits, . and -");
        }
    }

    void createIn(BlobStore store) {
        if (!store.containerExists(name)) {
            store.createContainer(name);
        }
    }
}
