package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void aNumberIsDrawnOfAllWithTheSameChance() {
        int[] drawn = new int[20];
        for (int seed = 0; seed < 2_000; seed++) {
            List<Integer> sample = draw(Sample.parse("5"), seed, 20);
            assertThat(sample).hasSize(5).doesNotHaveDuplicates();
            sample.forEach(one -> drawn[one]++);
        }
        assertThat(Arrays.stream(drawn).boxed().toList()).allSatisfy(times -> assertThat(times).isBetween(400, 600));
        assertThat(draw(Sample.parse("5"), 1, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void aShareIsGivenAsItComes() {
        Sample.Draw<Integer> draw = Sample.parse("25%").new Draw<>(7);
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            draw.offer(i);
            taken.addAll(draw.taken());
        }

        assertThat(draw.all()).isEmpty();
        assertThat(taken).doesNotHaveDuplicates();
        assertThat(taken.size()).isBetween(850, 1_150);
        assertThat(draw(Sample.parse("100%"), 3, 50)).hasSize(50);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(draw(Sample.parse("10"), 42, 1_000)).isEqualTo(draw(Sample.parse("10"), 42, 1_000));
    }

    @Test
    void whatIsNoSampleIsRefusedWithAnExample() {
        for (String wrong : new String[] {"", "0", "0%", "101%", "-1", "5 %", "1000000", "half"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Sample.parse(wrong)).withMessageContaining("like 200");
        }
    }

    private static List<Integer> draw(Sample sample, long seed, int of) {
        Sample.Draw<Integer> draw = sample.new Draw<>(seed);
        for (int i = 0; i < of; i++) {
            draw.offer(i);
        }
        return draw.all();
    }
}
