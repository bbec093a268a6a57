package engram.local.chaos.load;

import java.util.List;
import java.util.stream.Stream;

/// How often something happened, with the first ones named.
public record Cases(long count, List<String> first) {

    static final Cases NONE = new Cases(0, List.of());
    static final int MOST_NAMED = 100;

    public Cases {
        first = List.copyOf(first);
    }

    Cases plus(String name) {
        return new Cases(count + 1, count < MOST_NAMED ? Stream.concat(first.stream(), Stream.of(name)).toList() : first);
    }
}
