package engram.local.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aBurstIsToldOnce() throws IOException, InterruptedException {
        try (TreeWatch watch = new TreeWatch(folder, Duration.ofSeconds(2), PATIENCE)) {
            assertThat(watch.follow(List.of(folder))).isTrue();
            for (int i = 0; i < 20; i++) {
                Files.writeString(folder.resolve("f" + i), "x");
            }
            assertThat(watch.awaitChange(PATIENCE)).isTrue();
            assertThat(watch.awaitChange(Duration.ofMillis(50))).isFalse();
        }
    }

    @Test
    void aNewFolderAsksForAnotherLook() throws IOException {
        try (TreeWatch watch = new TreeWatch(folder, Duration.ofMillis(50), PATIENCE)) {
            watch.follow(List.of(folder));
            Path sub = Files.createDirectory(folder.resolve("sub"));
            assertThat(watch.follow(List.of(folder, sub))).isTrue();
            assertThat(watch.follow(List.of(folder, sub))).isFalse();
        }
    }

    @Test
    void aFolderThatWasMadeAgainIsWatchedAgain() throws IOException, InterruptedException {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        try (TreeWatch watch = new TreeWatch(folder, Duration.ofMillis(50), PATIENCE)) {
            watch.follow(List.of(folder, sub));
            Files.delete(sub);
            assertThat(watch.awaitChange(PATIENCE)).isTrue();
            Files.createDirectory(sub);
            assertThat(watch.awaitChange(PATIENCE)).isTrue();
            watch.follow(List.of(folder, sub));
            Files.writeString(sub.resolve("f"), "x");
            assertThat(watch.awaitChange(PATIENCE)).isTrue();
        }
    }

    @Test
    void whereNothingCanBeWatchedEachWaitEndsInALook() throws IOException, InterruptedException {
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
            Path root = archive.getPath("/");
            try (TreeWatch watch = new TreeWatch(root, Duration.ofMillis(50), PATIENCE)) {
                assertThat(watch.follow(List.of(root))).isFalse();
                assertThat(watch.blindness()).isPresent();
                assertThat(watch.awaitChange(Duration.ofMillis(10))).isTrue();
            }
        }
    }
}
