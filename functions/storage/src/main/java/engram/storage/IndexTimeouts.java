package engram.storage;

import java.time.Duration;

/// How long OpenSearch is waited for.
///
/// @param connect for a connection to be opened
/// @param request for a whole request, answer included
record IndexTimeouts(Duration connect, Duration request) {

    IndexTimeouts {
        if (!connect.isPositive() || !request.isPositive()) {
            throw new IllegalArgumentException(
                    "timeouts of the index are positive, got " + connect + " to connect and " + request + " to answer");
        }
    }
}
