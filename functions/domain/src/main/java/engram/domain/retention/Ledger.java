package engram.domain.retention;

import java.util.List;
import java.util.Optional;

/// The bucket of retention's own: rules, holds and receipts. Nothing in it is a document. All methods throw
/// [engram.domain.TransientFailure] if S3 does not answer.
public interface Ledger {

    Optional<byte[]> read(String key);

    /// Puts it unless something is there.
    ///
    /// @return whether it was put; after a failure that was retried it may be this very call's own effect that is there
    boolean create(String key, byte[] content);

    /// Puts it, whatever is there.
    void write(String key, byte[] content);

    /// Nothing there is no error.
    void remove(String key);

    /// Up to `limit` keys that start so, in their order, those behind `after` only; empty at the end.
    List<String> keys(String prefix, Optional<String> after, int limit);
}
