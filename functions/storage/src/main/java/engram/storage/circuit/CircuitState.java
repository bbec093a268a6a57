package engram.storage.circuit;

/// Whether calls to a store are let through.
public enum CircuitState {
    /// All of them.
    CLOSED,
    /// None.
    OPEN,
    /// One, to find out whether the store works again.
    HALF_OPEN
}
