package engram.local.system.lambda;

import java.time.Duration;

/// An invocation that has ended.
///
/// @param time that the handler had it, zero if it never did
/// @param pid  of the process that ran it, 0 if none did
public record Ran(String requestId, Outcome outcome, Duration time, long pid) {
}
