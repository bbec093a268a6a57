package engram.domain;

import java.util.Optional;

/// The bucket, the only truth. What lies in its [Archive] is not there.
public interface Bucket {

    /// The object that is at this path now; empty if there is none (or a delete marker).
    ///
    /// @throws TransientFailure if S3 does not answer
    Optional<ObjectState> find(SourcePath path);

    /// The bytes of exactly that state of the object; empty if it is not there any more.
    ///
    /// @throws PermanentFailure if S3 does not give them out: they are archived
    /// @throws TransientFailure if S3 does not answer
    Optional<byte[]> read(SourcePath path, ObjectState state);

    /// Deletes the object; on a versioned bucket it leaves a delete marker. No object there is no error.
    ///
    /// @throws TransientFailure if S3 does not answer
    void delete(SourcePath path);
}
