package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptionTest {

    private final ProcessHandle self = ProcessHandle.current();

    @Test
    void anotherProcessWithItsNumberIsNotTheSystem() {
        long born = DataDirectory.born(self);

        assertThat(Description.lives(self.pid(), born)).isTrue();
        assertThat(Description.lives(self.pid(), born - 60_000)).isFalse();
        assertThat(Description.lives(self.pid(), 0)).as("of a system that did not say").isTrue();
        assertThat(Description.lives(999_999_999, born)).isFalse();
    }
}
