package engram.reconcile.function;

/// What the function answers with.
///
/// @param hints that were sent
public record Done(int hints) {}
