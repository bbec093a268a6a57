package engram.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void numbersGrowWhileTheClockStands() throws IOException {
        Sequencer sequencer = at(NOW);
        assertThat(List.of(sequencer.next(), sequencer.next(), sequencer.next())).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void numbersGrowOverARestartWithAClockThatWentBack() throws IOException {
        List<String> numbers = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            Sequencer sequencer = at(NOW.minusSeconds(86_400L * day));
            numbers.add(sequencer.next());
            numbers.add(sequencer.next());
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates().allMatch(number -> number.matches("[0-9A-F]{16}"));
    }

    @Test
    void aDamagedFileIsNamedWithWhatToDo() throws IOException {
        Files.writeString(directory.resolve("sequencer"), "not a number");
        assertThatThrownBy(() -> at(NOW)).hasMessageContaining("sequencer; delete it");
    }

    private Sequencer at(Instant time) throws IOException {
        return new Sequencer(directory.resolve("sequencer"), Clock.fixed(time, ZoneOffset.UTC));
    }
}
