package engram.storage.circuit;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/// The circuits of one process, one a store. Each change of a state is a line in the log.
public final class Circuits {

    private final Map<Store, Circuit> circuits = new EnumMap<>(Store.class);

    public Circuits(CircuitSettings settings, Clock clock) {
        for (Store store : Store.values()) {
            circuits.put(store, new Circuit(store, settings, clock));
        }
    }

    public Circuit of(Store store) {
        return circuits.get(store);
    }

    /// How each is now, as this process has found.
    public Map<Store, CircuitState> states() {
        Map<Store, CircuitState> states = new EnumMap<>(Store.class);
        circuits.forEach((store, circuit) -> states.put(store, circuit.state()));
        return states;
    }
}
