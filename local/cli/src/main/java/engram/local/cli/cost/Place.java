package engram.local.cli.cost;

import java.util.Optional;

/// Where the index is, and what is paid for that.
public sealed interface Place permits Domain, Collection, Elsewhere {

    /// @throws IllegalArgumentException if none of that kind is large enough, or fast enough
    static Place of(Workload load, CostData data) {
        return switch (load.deployed().index()) {
            case SMALL, PRODUCTION -> Domain.of(load, data);
            case SERVERLESS -> Collection.of(load, data);
            case EXISTING -> new Elsewhere(Need.of(load, data.figures()).shards());
        };
    }

    /// Adds a month of it.
    void keep(Tally tally);

    /// Adds what is paid more while all documents are loaded.
    default void load(Tally tally, Passes loading) {}

    /// The figure that says how many alarms of the template watch it.
    Optional<String> alarms();

    /// Into how many each copy of the index should be cut, so that none is larger than AWS advises; 1 where nobody can say.
    int shards();
}
