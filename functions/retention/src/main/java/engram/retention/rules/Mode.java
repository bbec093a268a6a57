package engram.retention.rules;

/// Whether a rule does what it says.
public enum Mode {
    /// Only plans tell of it.
    DRY_RUN,
    /// It does.
    ACT
}
