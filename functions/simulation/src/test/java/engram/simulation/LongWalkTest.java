package engram.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In a process of its own, whose heap could not hold what it walks over.
class LongWalkTest {

    private static final int DOCUMENTS = 300_000;
    /// MiB: less than the paths alone would take.
    private static final int HEAP = 16;

    @Test
    void memoryDoesNotGrowWithTheDocuments() throws Exception {
        Process walk = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongWalk.class.getName(),
                        Integer.toString(DOCUMENTS))
                .redirectErrorStream(true)
                .start();
        List<String> lines = walk.inputReader().readAllLines();

        assertThat(walk.waitFor()).as(String.join("\n", lines)).isZero();
        assertThat(lines.getLast()).isEqualTo(
                "{\"ended\":true,\"documents\":300000,\"differences\":0,\"listings\":301,\"paths\":301,\"reads\":3000,\"entries\":1501}");
    }
}
