package engram.local.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import engram.local.cli.remote.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class MemoryFiguresTest {

    /// 100 documents each, memory that grows to 300 MiB in the first tenth and by 1 MiB a sample from there.
    private final List<MemorySample> samples = IntStream.rangeClosed(0, 100)
            .mapToObj(i -> new MemorySample(i, 100L * i, new ProcessUse((i < 10 ? 200L : 290 + i) << 20, 150 + i % 3, 20), 1))
            .toList();

    @Test
    void theFirstTenthIsWarmUp() {
        ObjectNode figures = new MemoryFigures(samples).put(Json.object());

        assertThat(figures.path("documents").asInt()).isEqualTo(10_000);
        assertThat(figures.path("documents per second").asDouble()).isEqualTo(100);
        assertThat(figures.path("RSS after a tenth, MiB").asInt()).isEqualTo(305);
        assertThat(figures.path("RSS in the last tenth, MiB").asInt()).isEqualTo(385);
        assertThat(figures.path("RSS at most, MiB").asInt()).isEqualTo(390);
        assertThat(figures.path("file handles in the last tenth, at most").asInt()).isEqualTo(152);
        assertThat(figures.path("temporary files at the end").asInt()).isEqualTo(1);
    }

    @Test
    void aSampleIsALineOfTheTable() {
        assertThat(MemorySample.HEADER.split(",")).hasSameSizeAs(samples.getLast().csv().split(","));
        assertThat(samples.getLast().csv()).isEqualTo("100,10000,390.0,151,20,1");
    }

    @Test
    void thePlotIsAPictureThatKeepsWithinItsFrame() throws Exception {
        String svg = new MemoryPlot(samples).svg();

        var picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        String line = picture.getElementsByTagName("polyline").item(0).getAttributes().getNamedItem("points").getTextContent();
        assertThat(line.strip().split(" ")).hasSize(101).allSatisfy(point -> {
            assertThat(Integer.parseInt(point.split(",")[0])).isBetween(60, 640);
            assertThat(Integer.parseInt(point.split(",")[1])).isBetween(0, 220);
        });
    }

    @Test
    void aProcessThatDiedIsSaidToHave() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();

        assertThatThrownBy(() -> MemoryBench.use(process.pid())).isInstanceOf(Failure.class).hasMessageContaining("died");
    }

    @Test
    void aProcessHoldsMemoryAndFiles() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc here");

        ProcessUse use = ProcessUse.of(ProcessHandle.current().pid());

        assertThat(use.rssBytes()).isGreaterThan(10 << 20);
        assertThat(use.fileHandles()).isPositive();
        assertThat(use.threads()).isPositive();
    }
}
