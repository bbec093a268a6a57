package engram.ingest.simulation;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConvergenceTest {

    private static final int HISTORIES = 2_000;

    @Test
    void whateverHappensIndexAndCatalogEndEqualToTheBucket() {
        long seed = Long.getLong("engram.seed", System.nanoTime());
        System.out.println("seed of the histories: " + seed + " (repeat with -Dengram.seed=" + seed + ")");
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < HISTORIES; i++) {
            long history = seeds.nextLong();
            try {
                new History(history).run();
            } catch (AssertionError failure) {
                throw new AssertionError("history " + i + " with seed " + history + "L: " + failure.getMessage(),
                        failure);
            }
        }
    }
}
