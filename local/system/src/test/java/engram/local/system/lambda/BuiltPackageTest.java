package engram.local.system.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltPackageTest {

    @TempDir
    Path folder;

    private BuiltPackage built;

    @BeforeEach
    void build() throws IOException {
        built = new BuiltPackage("sample", folder.resolve("function.zip"), folder.resolve("unpacked"));
        try (var zip = new ZipOutputStream(Files.newOutputStream(built.zip()))) {
            for (String name : new String[] {"lib/code.jar", "model/network.onnx"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write((name + "\n").repeat(1000).getBytes());
                zip.closeEntry();
            }
        }
    }

    @Test
    void asItWasBuiltNothingIsWrong() throws IOException {
        assertThat(built.damaged()).isEmpty();
        assertThat(built.altered()).isEmpty();
        unpack();
        assertThat(built.altered()).isEmpty();
    }

    @Test
    void aByteThatChangedInThePackageIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(built.zip());
        bytes[60] ^= 1;
        Files.write(built.zip(), bytes);
        assertThat(built.damaged()).containsExactly("lib/code.jar");

        Files.writeString(built.zip(), "no zip");
        assertThat(built.damaged()).containsExactly("function.zip");
    }

    @Test
    void aModelThatChangedAndAFileThatIsGoneAreFoundAndUnpackedAnew() throws IOException {
        Path task = unpack();
        Files.writeString(task.resolve("model/network.onnx"), "other");
        Files.delete(task.resolve("lib/code.jar"));

        assertThat(built.altered())
                .containsExactlyInAnyOrder(task.resolve("model/network.onnx"), task.resolve("lib/code.jar"));

        built.forgetUnpacked();
        assertThat(task).doesNotExist();
        assertThat(built.altered()).isEmpty();
        unpack();
        assertThat(built.altered()).isEmpty();
    }

    @Test
    void whatAFunctionRunsFromIsKept() throws IOException {
        try (Unpacked used = Unpacked.of(built.zip(), "sample", folder.resolve("unpacked"), Clock.systemUTC())) {
            assertThatThrownBy(built::forgetUnpacked).isInstanceOf(IOException.class).hasMessageContaining("local/engram down");
            assertThat(used.task()).exists();
        }
    }

    private Path unpack() throws IOException {
        try (Unpacked unpacked = Unpacked.of(built.zip(), "sample", folder.resolve("unpacked"), Clock.systemUTC())) {
            return unpacked.task();
        }
    }
}
