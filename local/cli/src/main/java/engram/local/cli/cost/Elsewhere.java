package engram.local.cli.cost;

import java.util.Optional;

/// An index that is there already: paid for by whoever has it.
record Elsewhere(int shards) implements Place {

    @Override
    public void keep(Tally tally) {}

    @Override
    public Optional<String> alarms() {
        return Optional.empty();
    }
}
