package engram.retention.rules;

import java.util.List;
import java.util.Optional;

/// All rules, in the order of the file: the first one that fits an object is the one that counts.
public record Rules(Limits limits, List<Rule> all) {

    public Rules {
        all = List.copyOf(all);
    }

    public Optional<Rule> named(String id) {
        return all.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
