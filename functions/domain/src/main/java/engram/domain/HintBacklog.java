package engram.domain;

/// How much the queue of hints has before it.
@FunctionalInterface
public interface HintBacklog {

    /// How many messages wait for `ingest`, roughly; those that it works on, or that come later, do not count.
    ///
    /// @throws TransientFailure if the queue does not answer
    long waiting();
}
