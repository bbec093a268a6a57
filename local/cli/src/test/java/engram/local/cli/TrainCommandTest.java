package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    @TempDir
    Path folder;

    @Test
    void aFolderWithoutAJvmIsRefused() {
        Console console = new Console(folder);

        assertThat(console.run("train", "--out", folder.resolve("out").toString(), "--java-home", folder.toString())).isEqualTo(Failure.USAGE);

        assertThat(console.err()).contains(folder + " is no JVM: there is no bin/java");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whereToWriteHasToBeSaid() {
        Console console = new Console(folder);

        assertThat(console.run("train", "query")).isEqualTo(Failure.USAGE);

        assertThat(console.err()).contains("--out");
    }
}
