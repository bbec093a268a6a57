package engram.local.system.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {

    @TempDir
    Path folder;

    private Path zip;

    @BeforeEach
    void name() {
        zip = folder.resolve("function.zip");
    }

    @Test
    void anUnchangedPackageIsUnpackedOnce() throws Exception {
        write(Map.of("lib/a.jar", "a"));
        Path first = Unpacked.of(zip, folder.resolve("work"));
        Files.writeString(first.resolve("mark"), "still here");

        assertThat(Unpacked.of(zip, folder.resolve("work"))).isEqualTo(first);
        assertThat(first.resolve("mark")).exists();
    }

    @Test
    void aChangedPackageTakesThePlaceOfTheOldOne() throws Exception {
        write(Map.of("lib/a.jar", "a"));
        Path first = Unpacked.of(zip, folder.resolve("work"));
        write(Map.of("lib/b.jar", "b"));
        Files.setLastModifiedTime(zip, FileTime.fromMillis(1));

        Path second = Unpacked.of(zip, folder.resolve("work"));

        assertThat(second.resolve("lib/b.jar")).hasContent("b");
        assertThat(second.resolve("lib/a.jar")).doesNotExist();
        assertThat(first).doesNotExist();
    }

    @Test
    void anEntryThatLeadsOutsideIsRefused() throws Exception {
        write(Map.of("../../outside", "x"));

        assertThatThrownBy(() -> Unpacked.of(zip, folder.resolve("work")))
                .isInstanceOf(IOException.class).hasMessageContaining("leads outside");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void aFileThatIsNoZipIsRefused() throws Exception {
        Files.writeString(zip, "not a zip");

        assertThatThrownBy(() -> Unpacked.of(zip, folder.resolve("work")))
                .isInstanceOf(IOException.class).hasMessageContaining("not a readable zip");
    }

    @Test
    void aBootstrapIsExecutable() throws Exception {
        write(Map.of("bootstrap", "#!/bin/sh"));

        assertThat(Unpacked.of(zip, folder.resolve("work")).resolve("bootstrap")).isExecutable();
    }

    private void write(Map<String, String> entries) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
