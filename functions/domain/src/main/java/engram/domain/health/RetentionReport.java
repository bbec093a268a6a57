package engram.domain.health;

import java.time.Instant;

/// What retention keeps its hands off.
///
/// @param at when that was seen
/// @param holds that are in force
/// @param held documents that a rule would have touched at the last sweep, and a hold kept, of Engram's own or of S3's
public record RetentionReport(Instant at, long holds, long held) {}
