package engram.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvergenceTest {

    private static final long HISTORIES = Long.getLong("engram.histories", 20_000);

    @Test
    void whateverHappensIndexAndCatalogEndEqualToTheBucket() throws InterruptedException {
        long seed = Long.getLong("engram.seed", System.currentTimeMillis());
        System.out.printf("%,d histories from seed %d (repeat with -Dengram.seed=%d)%n", HISTORIES, seed, seed);
        Torture torture = new Torture(seed, HISTORIES, Runtime.getRuntime().availableProcessors(), Mutation.NONE);
        Optional<Torture.Failing> failing = torture.run(_ -> {});
        assertThat(failing.map(ConvergenceTest::told)).isEmpty();
        assertThat(torture.lived()).isEqualTo(HISTORIES);
    }

    private static String told(Torture.Failing failing) {
        Found found = Shrinking.shrink(failing.found(), Mutation.NONE, 5_000).told(Mutation.NONE);
        return "seed " + failing.seed() + ", shrunk: " + found.message() + "\n  " + String.join("\n  ", found.steps())
                + "\nchoices: " + Choices.text(found.choices());
    }
}
