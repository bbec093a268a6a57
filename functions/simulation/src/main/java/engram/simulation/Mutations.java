package engram.simulation;

import java.util.List;
import java.util.ServiceLoader;

/// Planted bugs that are on the class path: those of the tests.
public interface Mutations {

    List<Mutation> all();

    /// The pipeline as it is for `none`, or the mutation of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    static Mutation named(String name) {
        if (name.equals(Mutation.NONE.name())) {
            return Mutation.NONE;
        }
        List<Mutation> known = ServiceLoader.load(Mutations.class).stream()
                .flatMap(provider -> provider.get().all().stream())
                .toList();
        return known.stream().filter(mutation -> mutation.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no mutation " + name + "; there are: "
                        + String.join(", ", known.stream().map(Mutation::name).toList())));
    }
}
