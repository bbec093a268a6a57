package engram.local.cli.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// Numbers by name.
public record Numbers(Map<String, Sourced> all) {

    public Numbers {
        all = new LinkedHashMap<>(all);
    }

    /// @param file an object of objects with `value`, `unit` and `source`
    static Numbers of(JsonNode file) {
        Map<String, Sourced> all = new LinkedHashMap<>();
        file.properties().forEach(number -> all.put(number.getKey(), sourced(number.getKey(), number.getValue())));
        return new Numbers(all);
    }

    private static Sourced sourced(String name, JsonNode number) {
        try {
            return new Sourced(number.required("value").doubleValue(), number.required("unit").asText(), number.required("source").asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /// @throws IllegalArgumentException if there is none of that name
    double get(String name) {
        Sourced number = all.get(name);
        if (number == null) {
            throw new IllegalArgumentException("there is no number " + name);
        }
        return number.value();
    }

    /// The same with another value in the place of one that is there.
    Numbers with(String name, double value) {
        Map<String, Sourced> changed = new LinkedHashMap<>(all);
        changed.computeIfPresent(name, (_, number) -> new Sourced(value, number.unit(), number.source()));
        return new Numbers(changed);
    }
}
