package engram.domain.retention;

import engram.domain.BucketListing;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bucket of documents as a sweep sees it. All methods throw [engram.domain.TransientFailure] if S3 does not answer;
/// whether a change took effect is then unknown. They throw [engram.domain.RequestRefused] if S3 refuses this very request, and
/// [engram.domain.OutOfTime] if the work has no time left.
public interface SweptBucket extends BucketListing {

    /// Up to `limit` objects that lie in a folder itself, none of its folders; empty at the end.
    ///
    /// @param folder empty for the top, else ends with "/"
    List<Listed> folder(String folder, Optional<SourcePath> after, int limit);

    /// The object as it is now; empty if there is none.
    Optional<Sighting> look(SourcePath path);

    /// SHA-256 of the bytes of exactly that state, in hexadecimal; empty if it is not there any more.
    Optional<String> sha256(SourcePath path, ObjectState state);

    /// Copies exactly that state with its metadata; replaces what is there.
    ///
    /// @param key that the copy gets
    /// @return whether it did; if not, the object is gone or another one
    boolean copy(SourcePath path, ObjectState state, Destination destination, String key);

    /// The bytes of exactly that state; empty if it is not there any more.
    Optional<byte[]> read(SourcePath path, ObjectState state);

    /// Puts other bytes and other metadata in the place of exactly that state; content type, tags, storage class and what else S3 tells with the
    /// object stay.
    ///
    /// @return whether it did; if not, the object is gone or another one
    boolean replace(SourcePath path, ObjectState state, byte[] bytes, Map<String, String> metadata);

    /// Deletes the versions that are not younger than that, but for the current one. Nothing on a bucket without versions.
    ///
    /// @return whether S3 let it
    boolean removeOlder(SourcePath path, Instant youngest);

    /// Removes the object if it is in exactly that state.
    ///
    /// @param allVersions whether its older versions go as well; else, on a bucket with versions, a delete marker hides them
    Removal remove(SourcePath path, ObjectState state, boolean allVersions);
}
