package engram.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvergenceTest {

    private static final long HISTORIES = Long.getLong("engram.histories", 20_000);

    @Test
    void whateverHappensIndexAndCatalogEndEqualToTheBucket() throws InterruptedException {
        live(Mutation.NONE);
    }

    @Test
    void soTheyDoWhereTheIndexIsACollection() throws InterruptedException {
        live(new InCollection(Mutation.NONE));
    }

    private static void live(Mutation world) throws InterruptedException {
        long seed = Long.getLong("engram.seed", System.currentTimeMillis());
        System.out.printf("%,d histories from seed %d (repeat with -Dengram.seed=%d)%n", HISTORIES, seed, seed);
        Torture torture = new Torture(seed, HISTORIES, Runtime.getRuntime().availableProcessors(), world);
        Optional<Torture.Failing> failing = torture.run(_ -> {});
        assertThat(failing.map(found -> told(found, world))).isEmpty();
        assertThat(torture.lived()).isEqualTo(HISTORIES);
    }

    private static String told(Torture.Failing failing, Mutation world) {
        Found found = Shrinking.shrink(failing.found(), world, 5_000).told(world);
        return "seed " + failing.seed() + ", shrunk: " + found.message() + "\n  " + String.join("\n  ", found.steps())
                + "\nchoices: " + Choices.text(found.choices());
    }
}
