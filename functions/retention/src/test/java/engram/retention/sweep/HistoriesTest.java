package engram.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

/// Random histories of objects, rules, holds and sweeps that die at any call to a store.
class HistoriesTest {

    private static final int HISTORIES = Integer.getInteger("engram.histories", 1_500);

    @Test
    void nothingHeldOrYoungIsTouchedAndEachDeletionHasOneReceipt() {
        long first = Long.getLong("engram.seed", System.nanoTime());
        System.out.println("HistoriesTest: " + HISTORIES + " histories, -Dengram.seed=" + first);
        History.Sum sum = new History.Sum();
        for (long seed = first; seed < first + HISTORIES; seed++) {
            try {
                new History(seed, sum).run();
            } catch (AssertionError | RuntimeException e) {
                fail("history -Dengram.seed=%d -Dengram.histories=1: %s".formatted(seed, e.getMessage()), e);
            }
        }
        System.out.println("HistoriesTest: " + sum);
        // What never happens is not tested.
        assertThat(sum.removals).isPositive();
        assertThat(sum.crashes).isPositive();
        assertThat(sum.losses).isPositive();
        assertThat(sum.vanished).isPositive();
        assertThat(sum.heldBack).isPositive();
        assertThat(sum.redactions).isPositive();
        assertThat(sum.proofs).isPositive();
        assertThat(sum.forgotten).isPositive();
        assertThat(sum.kept).isPositive();
        assertThat(sum.meanwhile).isPositive();
    }
}
