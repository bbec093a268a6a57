package engram.local.system.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShieldedTest {

    @Test
    void ctrlCDoesNotEndItAndItsArgumentsAreAsTheyWere() throws Exception {
        Process process = new ProcessBuilder(Shielded.command(
                List.of("/bin/sh", "-c", "kill -INT $$; printf '%s|' \"$$\" \"$@\"", "sh", "a b", "$HOME", ""))).start();

        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out).isEqualTo(process.pid() + "|a b|$HOME||");
    }
}
