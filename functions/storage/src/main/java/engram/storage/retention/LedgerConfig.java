package engram.storage.retention;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// Where retention keeps what is its own.
@ConfigMapping(prefix = "engram.ledger")
interface LedgerConfig {

    /// Bucket with the rules, holds and receipts of retention, and nothing else: not the documents', which would index them. Give it
    /// versions and Object Lock of its own. Only `retention` needs it.
    Optional<String> bucket();
}
