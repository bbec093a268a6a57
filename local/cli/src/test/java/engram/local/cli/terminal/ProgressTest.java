package engram.local.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private Progress progress(boolean moving) {
        PrintStream err = new PrintStream(written, false, StandardCharsets.UTF_8);
        return new Progress(new Terminal(err, err, false, moving, 60), nanos::get);
    }

    @Test
    void onATerminalABarMovesInOneLine() {
        try (Progress progress = progress(true)) {
            progress.show(5, 10, "5 of 10");
        }
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[K[████████████············] 5 of 10\r\u001b[K");
    }

    @Test
    void elsewhereALineAppearsEveryFewSeconds() {
        try (Progress progress = progress(false)) {
            for (int second = 0; second < 12; second++) {
                progress.show(second, 12, second + " of 12");
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            }
        }
        assertThat(written.toString(StandardCharsets.UTF_8).lines()).containsExactly("5 of 12", "10 of 12");
    }

    @Test
    void aBarIsNeverOverfull() {
        assertThat(Progress.bar(20, 10)).isEqualTo("[" + "█".repeat(24) + "]");
        assertThat(Progress.bar(0, 0)).isEqualTo("[" + "·".repeat(24) + "]");
    }
}
