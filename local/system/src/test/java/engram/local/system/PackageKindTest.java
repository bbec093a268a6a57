package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageKindTest {

    @TempDir
    Path function;

    @Test
    void aFunctionWithoutANativePackageRunsOnTheJvm() throws IOException {
        assertThat(PackageKind.NATIVE.zipOrJvms(function)).isEqualTo(PackageKind.JVM.zip(function));

        Path built = PackageKind.NATIVE.zip(function);
        Files.createDirectories(built.getParent());
        Files.createFile(built);

        assertThat(PackageKind.NATIVE.zipOrJvms(function)).isEqualTo(built);
        assertThat(PackageKind.JVM.zipOrJvms(function)).isEqualTo(PackageKind.JVM.zip(function)).isNotEqualTo(built);
    }

    @Test
    void anotherNameIsRefusedWithThoseThatThereAre() {
        assertThat(PackageKind.named("native")).isEqualTo(PackageKind.NATIVE);
        assertThat(PackageKind.named("jvm")).isEqualTo(PackageKind.JVM);
        assertThatThrownBy(() -> PackageKind.named("NATIVE")).hasMessage("ENGRAM_PACKAGE is jvm or native, got 'NATIVE'");
    }
}
