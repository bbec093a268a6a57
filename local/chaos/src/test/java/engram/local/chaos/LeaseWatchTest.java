package engram.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseWatchTest {

    private static final long END = 10_000;

    private final LeaseWatch watch = new LeaseWatch(Map.of("w/a", END), 0);

    @Test
    void aLeaseThatStaysAsItIsUntilItsEndRunsOut() {
        watch.look(Map.of("w/a", END), END - 500);
        assertThat(watch.outlived(END - 500)).isZero();

        watch.look(Map.of("w/a", END + 18_000), END + 1);

        assertThat(watch.outlived(END + 1)).isOne();
    }

    @Test
    void aLeaseThatIsGivenBackBeforeItsEndDoesNot() {
        watch.look(Map.of(), END - 500);

        assertThat(watch.any()).isFalse();
        assertThat(watch.outlived(END + 1)).isZero();
    }

    @Test
    void aLeaseThatIsTakenAnewBeforeItsEndDoesNot() {
        watch.look(Map.of("w/a", END + 5_000), END - 500);

        assertThat(watch.outlived(END + 10_000)).isZero();
    }

    @Test
    void aLeaseThatNobodySawNearItsEndDoesNotCount() {
        watch.look(Map.of("w/a", END), END - 5_000);

        assertThat(watch.outlived(END + 1)).isZero();
    }

    @Test
    void aLeaseThatHadEndedBeforeDoesNotCount() {
        assertThat(new LeaseWatch(Map.of("w/a", END), END).any()).isFalse();
    }
}
