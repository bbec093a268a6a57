package engram.local.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void absentOnesHaveTheirDefault() {
        Arguments arguments = parse("--data", "/tmp/x");
        assertThat(arguments.port()).isZero();
        assertThat(arguments.data()).hasToString("/tmp/x");
        assertThat(arguments.parent()).isEmpty();
        assertThat(arguments.optional("bucket")).isEmpty();
    }

    @Test
    void wrongOnesAreNamed() {
        assertThatThrownBy(() -> parse("--what", "x")).hasMessage(
                "unknown argument --what; known: --bucket, --data, --parent, --port");
        assertThatThrownBy(() -> parse("data", "x")).hasMessageContaining("unknown argument data");
        assertThatThrownBy(() -> parse("--data")).hasMessage("--data needs a value");
        assertThatThrownBy(() -> parse("--data", "a", "--data", "b")).hasMessage("--data is given twice");
        assertThatThrownBy(() -> parse().data()).hasMessage("--data is missing");
    }

    @Test
    void numbersHaveBounds() {
        for (String port : new String[] {"-1", "65536", "80a", "99999999999"}) {
            assertThatThrownBy(() -> parse("--port", port).port())
                    .hasMessage("--port must be a number from 0 to 65535, not " + port);
        }
    }

    private static Arguments parse(String... line) {
        return Arguments.parse(line, Set.of("bucket"));
    }
}
