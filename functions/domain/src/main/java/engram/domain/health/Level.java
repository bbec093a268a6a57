package engram.domain.health;

/// How the system is as a whole, from good to bad.
public enum Level {
    /// Documents are taken in and questions answered, and nothing waits to be done.
    OK,
    /// Something is wrong or behind, but documents are taken in and questions answered.
    DEGRADED,
    /// Nothing can be answered, or nothing taken in.
    DOWN
}
