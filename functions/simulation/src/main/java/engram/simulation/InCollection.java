package engram.simulation;

import engram.ingest.Ingest;
import engram.reconcile.WalkPorts;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryCollection;
import engram.testing.InMemoryIndex;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// The same bug, or none, where the index is a collection: it overwrites nothing, refuses nothing that comes late, and shows what was
/// written when it likes.
///
/// @param planted of stores other than the index, or between the pipeline and its ports
record InCollection(Mutation planted) implements Mutation {

    @Override
    public String name() {
        return planted.name();
    }

    @Override
    public InMemoryIndex index(InstantSource clock) {
        return new InMemoryCollection(clock);
    }

    @Override
    public InMemoryCatalog catalog() {
        return planted.catalog();
    }

    @Override
    public UnaryOperator<Ingest.Ports> ports() {
        return planted.ports();
    }

    @Override
    public UnaryOperator<WalkPorts> walkPorts() {
        return planted.walkPorts();
    }

    @Override
    public boolean reconciles() {
        return planted.reconciles();
    }

    @Override
    public boolean looksTwice() {
        return planted.looksTwice();
    }

    @Override
    public boolean acknowledgesFirst() {
        return planted.acknowledgesFirst();
    }

    @Override
    public boolean settles() {
        return planted.settles();
    }
}
