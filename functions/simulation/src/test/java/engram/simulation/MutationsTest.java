package engram.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MutationsTest {

    /// Within so many histories each has to be found. The seeds are fixed, so that the table in docs/reliability.md is what
    /// this prints.
    private static final long HISTORIES = 100_000;
    private static final long SEED = 1;

    static List<Mutation> mutations() {
        return new Planted().all();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aPlantedBugIsFound(Mutation mutation) throws InterruptedException {
        Torture torture = new Torture(SEED, HISTORIES, Runtime.getRuntime().availableProcessors(), mutation);
        Optional<Torture.Failing> failing = torture.run(_ -> {});
        assertThat(failing).as(mutation.name()).isPresent();
        failing.ifPresent(found ->
                System.out.printf("| %s | %,d | %s |%n", mutation.name(), found.number(), found.found().invariant()));
    }

    /// What the pipeline leaves out is found where the index is a collection, too.
    @ParameterizedTest
    @ValueSource(strings = {"upserts-not-awaited", "surplus-not-deleted", "not-dirty-on-takeover", "not-dirty-on-give-back",
            "document-not-fenced", "hints-not-checked-at-release", "commit-before-upsert", "index-not-walked"})
    void soItIsInACollection(String name) throws InterruptedException {
        aPlantedBugIsFound(new InCollection(Mutations.named(name)));
    }

    @Test
    void theirNamesAreDistinct() {
        assertThat(mutations().stream().map(Mutation::name)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(16);
    }
}
