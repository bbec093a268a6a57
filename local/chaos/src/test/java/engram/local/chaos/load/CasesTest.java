package engram.local.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CasesTest {

    @Test
    void allAreCountedAndTheFirstAreNamed() {
        Cases cases = Cases.NONE;
        for (int i = 0; i < Cases.MOST_NAMED + 7; i++) {
            cases = cases.plus("case " + i);
        }

        assertThat(cases.count()).isEqualTo(Cases.MOST_NAMED + 7);
        assertThat(cases.first()).hasSize(Cases.MOST_NAMED).startsWith("case 0").endsWith("case " + (Cases.MOST_NAMED - 1));
    }
}
