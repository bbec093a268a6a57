package engram.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    @Test
    void theirNamesAreDistinct() {
        assertThat(mutations().stream().map(Mutation::name)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(16);
    }
}
