package engram.domain.retention;

import engram.domain.SourcePath;

/// Where objects are archived.
///
/// @param prefix that is put before the source path; empty, or ends with "/"; in the documents' own bucket within its [engram.domain.Archive]
/// @param storageClass S3's name of it
public record Destination(String bucket, String prefix, String storageClass) {

    public static final String STANDARD = "STANDARD";

    public Destination {
        if (bucket.isEmpty() || storageClass.isEmpty() || !prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException(
                    "an archive has a bucket, a storage class, and a prefix that is empty or ends with \"/\"");
        }
    }

    /// Of each deed another one: what was archived of a source path before is not replaced.
    ///
    /// @param deed identity of what is done to the object
    public String keyOf(SourcePath path, String deed) {
        return prefix + path.key() + "/" + deed;
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix + " (" + storageClass + ")";
    }
}
