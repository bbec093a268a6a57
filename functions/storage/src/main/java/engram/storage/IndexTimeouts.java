package engram.storage;

import java.time.Duration;

/// How long OpenSearch is waited for.
///
/// @param connect for a connection to be opened
/// @param search for the whole answer to a search
/// @param write for the whole answer to writes
record IndexTimeouts(Duration connect, Duration search, Duration write) {

    IndexTimeouts {
        if (!connect.isPositive() || !search.isPositive() || !write.isPositive()) {
            throw new IllegalArgumentException("timeouts of the index are positive, got %s to connect, %s to search, %s to write"
                    .formatted(connect, search, write));
        }
    }
}
