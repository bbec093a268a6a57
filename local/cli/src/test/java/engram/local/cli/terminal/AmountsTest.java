package engram.local.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AmountsTest {

    @Test
    void sizesAndTimesAreShort() {
        assertThat(Amounts.bytes(0)).isEqualTo("0 B");
        assertThat(Amounts.bytes(1536)).isEqualTo("1.5 KB");
        assertThat(Amounts.bytes(194L << 20)).isEqualTo("194 MB");
        assertThat(Amounts.bytes(3L << 40)).isEqualTo("3072 GB");
        assertThat(Amounts.time(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(Amounts.time(Duration.ofMillis(8_340))).isEqualTo("8.3 s");
        assertThat(Amounts.time(Duration.ofSeconds(121))).isEqualTo("2 min 1 s");
        assertThat(Amounts.count(1, "document")).isEqualTo("1 document");
        assertThat(Amounts.count(1200, "chunk")).isEqualTo("1,200 chunks");
    }
}
