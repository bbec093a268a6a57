package engram.retention.sweep;

import java.util.Optional;

/// On whose behalf a sweep acts.
///
/// @param owner of the lease
/// @param by who had the sweep run
/// @param approvedBy who allowed it to do more than the limits
record Deeds(String owner, String by, Optional<String> approvedBy) {}
