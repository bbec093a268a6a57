package engram.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.system.Description.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private final Process process;
    private final long born;

    SignalsTest() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
        born = process.info().startInstant().map(Instant::toEpochMilli).orElseThrow();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private Child child(long start) {
        return new Child("ingest", "function", process.pid(), start, 0, Path.of("ingest.log"), "running");
    }

    @Test
    void aLaterProcessWithThePidOfTheOneThatWasMeantIsLeftAlone() throws Exception {
        assertThat(Signals.kill(child(born - 60_000))).isFalse();
        assertThat(Signals.suspend(child(born - 60_000))).isFalse();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aProcessIsSuspendedResumedAndKilled() throws Exception {
        assertThat(Signals.suspend(child(born))).isTrue();
        assertThat(Signals.resume(child(born))).isTrue();
        assertThat(Signals.kill(child(born))).isTrue();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Signals.kill(child(born))).isFalse();
    }
}
