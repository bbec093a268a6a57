package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @TempDir
    Path data;

    @Test
    void whatIsWrongIsSaidWithWhatToDoAndMendedOnlyWhenAsked() throws IOException {
        Path file = data.resolve("engram.json");
        Files.writeString(file, "{\"pid\": 999999999, \"url\": \"http://127.0.0.1:1\"}");
        Console console = new Console(data);

        assertThat(console.run("doctor")).isEqualTo(Failure.FAILED);
        assertThat(console.out()).contains("does not run any more").contains("doctor --fix");
        assertThat(file).exists();

        Console mending = new Console(data);
        int exitCode = mending.run("doctor", "--fix");
        assertThat(mending.out()).contains("mended  " + file);
        assertThat(exitCode).isEqualTo(mending.out().endsWith("Nothing is wrong.\n") ? 0 : Failure.FAILED);
        assertThat(file).doesNotExist();
    }
}
