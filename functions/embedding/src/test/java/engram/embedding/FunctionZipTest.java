package engram.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionZipTest {

    @TempDir
    private Path folder;

    private Path zip;

    @BeforeEach
    void write() throws IOException {
        zip = folder.resolve("function.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("lib/code.jar"));
            out.write(new byte[] {1, 2, 3});
        }
        file("small/model.onnx", "weights");
        file("small/vocab.txt", "pieces");
        file("other/model.onnx", "not wanted");
        file("onnxruntime/linux-x64/libonnxruntime.so", "lambda's");
        file("onnxruntime/" + NativeLibrary.platform() + "/libhere", "this machine's");
        file("onnxruntime/elsewhere/libonnxruntime.so", "not wanted");
    }

    @Test
    void theModelAndTheLibrariesOfLambdaAndThisMachineJoinTheCode() throws IOException {
        FunctionZip.add(zip, folder.resolve("models"), "small", "x86_64");
        try (ZipFile written = new ZipFile(zip.toFile())) {
            assertThat(written.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
                    .containsExactlyInAnyOrder(
                            "lib/code.jar",
                            "model/small/model.onnx",
                            "model/small/vocab.txt",
                            "model/onnxruntime/linux-x64/libonnxruntime.so",
                            "model/onnxruntime/" + NativeLibrary.platform() + "/libhere");
            assertThat(new String(written.getInputStream(written.getEntry("model/small/model.onnx")).readAllBytes()))
                    .isEqualTo("weights");
        }
    }

    @Test
    void forTheOtherProcessorOfLambdaOnlyItsLibraryJoins() throws IOException {
        file("onnxruntime/linux-aarch64/libonnxruntime.so", "the other's");

        FunctionZip.add(zip, folder.resolve("models"), "small", "arm64");

        try (ZipFile written = new ZipFile(zip.toFile())) {
            assertThat(written.stream().map(ZipEntry::getName).filter(name -> name.contains("onnxruntime/linux")))
                    .containsExactlyInAnyOrder("model/onnxruntime/linux-aarch64/", "model/onnxruntime/linux-aarch64/libonnxruntime.so");
        }
        assertThatThrownBy(() -> FunctionZip.add(zip, folder.resolve("models"), "small", "riscv"))
                .hasMessage("function.architecture is x86_64 or arm64, got riscv");
    }

    @Test
    void addingAgainReplaces() throws IOException {
        FunctionZip.add(zip, folder.resolve("models"), "small", "x86_64");
        file("small/model.onnx", "new weights");
        FunctionZip.add(zip, folder.resolve("models"), "small", "x86_64");
        try (ZipFile written = new ZipFile(zip.toFile())) {
            assertThat(new String(written.getInputStream(written.getEntry("model/small/model.onnx")).readAllBytes()))
                    .isEqualTo("new weights");
            assertThat(written.getEntry("lib/code.jar").getSize()).isEqualTo(3);
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> FunctionZip.add(zip, folder.resolve("models"), "none", "x86_64"))
                .hasMessageContaining("none/model.onnx");
        assertThatThrownBy(() -> FunctionZip.add(folder.resolve("no.zip"), folder.resolve("models"), "small", "x86_64"))
                .hasMessageContaining("no.zip");
    }

    private void file(String path, String content) throws IOException {
        Path file = folder.resolve("models").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
