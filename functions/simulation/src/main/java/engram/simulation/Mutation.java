package engram.simulation;

import engram.ingest.Ingest;
import engram.reconcile.WalkPorts;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryIndex;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// A bug that is planted into the simulated world, to see whether the invariants find it.
public interface Mutation {

    /// The pipeline as it is.
    Mutation NONE = () -> "none";

    /// Such as `no-ceiling`.
    String name();

    default InMemoryCatalog catalog() {
        return new InMemoryCatalog();
    }

    default InMemoryIndex index(InstantSource clock) {
        return new InMemoryIndex(clock);
    }

    /// What stands between the pipeline and its ports, in one invocation.
    default UnaryOperator<Ingest.Ports> ports() {
        return UnaryOperator.identity();
    }

    /// What stands between a walk and its ports.
    default UnaryOperator<WalkPorts> walkPorts() {
        return UnaryOperator.identity();
    }

    /// Whether there is a schedule that reconciles.
    default boolean reconciles() {
        return true;
    }

    /// Whether walks look again at what has to be looked at twice.
    default boolean looksTwice() {
        return true;
    }

    /// Whether messages are acknowledged before they are handled.
    default boolean acknowledgesFirst() {
        return false;
    }

    /// Whether there is a schedule that sends hints for what is unsettled too long.
    default boolean settles() {
        return true;
    }
}
