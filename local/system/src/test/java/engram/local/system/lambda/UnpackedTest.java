package engram.local.system.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
        try (Unpacked first = unpack()) {
            Files.writeString(first.task().resolve("mark"), "still here");
        }
        try (Unpacked second = unpack()) {
            assertThat(second.task().resolve("mark")).exists();
            assertThat(second.code()).hasSameBinaryContentAs(zip);
        }
    }

    @Test
    void aChangedPackageTakesThePlaceOfAnOldOneThatNobodyUses() throws Exception {
        write(Map.of("lib/a.jar", "a"));
        Unpacked first = unpack();
        first.close();
        change();

        try (Unpacked second = unpack()) {
            assertThat(second.task().resolve("lib/b.jar")).hasContent("b");
            assertThat(second.task().resolve("lib/a.jar")).doesNotExist();
            assertThat(first.task()).doesNotExist();
        }
    }

    @Test
    void aPackageThatIsInUseStays() throws Exception {
        write(Map.of("lib/a.jar", "a"));
        try (Unpacked first = unpack()) {
            change();
            try (Unpacked second = unpack()) {
                assertThat(first.task().resolve("lib/a.jar")).exists();
                assertThat(second.task()).isNotEqualTo(first.task());
            }
        }
    }

    @Test
    void whatNobodyUsedForAWeekIsRemoved() throws Exception {
        write(Map.of("lib/a.jar", "a"));
        Unpacked other = Unpacked.of(zip, "other", folder.resolve("work"), Clock.systemUTC());
        other.close();

        unpack().close();
        assertThat(other.task()).exists();

        Unpacked.of(zip, "tiny", folder.resolve("work"), Clock.offset(Clock.systemUTC(), Duration.ofDays(8))).close();
        assertThat(other.task()).doesNotExist();
    }

    @Test
    void anEntryThatLeadsOutsideIsRefused() throws Exception {
        write(Map.of("../../outside", "x"));

        assertThatThrownBy(this::unpack).isInstanceOf(IOException.class).hasMessageContaining("leads outside");
        try (var all = Files.walk(folder)) {
            assertThat(all).noneMatch(path -> path.endsWith("outside"));
        }
    }

    @Test
    void aFileThatIsNoZipIsRefused() throws Exception {
        Files.writeString(zip, "not a zip");

        assertThatThrownBy(this::unpack).isInstanceOf(IOException.class).hasMessageContaining("not a readable zip");
    }

    @Test
    void aPackageWithABootstrapIsStartedByIt() throws Exception {
        write(Map.of("bootstrap", "#!/bin/sh"));

        try (Unpacked unpacked = unpack()) {
            assertThat(unpacked.task().resolve("bootstrap")).isExecutable();
            assertThat(Launch.of(unpacked, folder)).isEqualTo(Launch.Custom.ofThisProcess());
        }
    }

    /// On Lambda the sandbox sees to that.
    @Test
    void aBootstrapEndsWithTheProcessThatStartedIt() throws Exception {
        write(Map.of("bootstrap", "#!/bin/sh\nexec sleep 600\n"));

        try (Unpacked unpacked = unpack()) {
            Process host = new ProcessBuilder("sleep", "600").start();
            Process bootstrap = new ProcessBuilder(new Launch.Custom(host.pid())
                            .command(TinyPackage.spec(folder, new Trigger.Calls(), Duration.ofSeconds(30), 1), unpacked))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(bootstrap.isAlive()).isTrue();

            host.destroyForcibly();

            assertThat(bootstrap.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private void change() throws IOException {
        write(Map.of("lib/b.jar", "b"));
        Files.setLastModifiedTime(zip, FileTime.fromMillis(1));
    }

    private Unpacked unpack() throws IOException {
        return Unpacked.of(zip, "tiny", folder.resolve("work"), Clock.systemUTC());
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
