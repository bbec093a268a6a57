package engram.local.system.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSearchHomeTest {
    private static final Path ROOT = Installation.find().root();

    @TempDir
    private Path directory;

    @Test
    void severalAtOnceGetOneWholeDistribution() throws Exception {
        Installation installation = new Installation(ROOT, directory.resolve("cache"));
        Callable<Path> get = () -> new OpenSearchHome(installation, Progress.NONE).get();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Path>> homes = threads.invokeAll(List.of(get, get, get));
            assertThat(homes).extracting(Future::resultNow).containsOnly(homes.getFirst().resultNow());
            Path home = homes.getFirst().resultNow();
            assertThat(home.resolve("plugins/opensearch-knn/plugin-descriptor.properties")).exists();
            assertThat(OpenSearchHome.classPath(home)).hasSizeGreaterThan(30);
        }
        try (Stream<Path> files = Files.list(installation.cache())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".half"));
        }
    }

    @Test
    void whatAnUnpackingThatDiedLeftIsReplaced() throws Exception {
        Installation installation = new Installation(ROOT, directory.resolve("cache"));
        Path rubbish = Files.createDirectories(installation.cache().resolve("opensearch-3.5.0-knn-1.half/lib"));
        Files.writeString(rubbish.resolve("half.jar"), "half");
        assertThat(new OpenSearchHome(installation, Progress.NONE).get().resolve("lib/half.jar")).doesNotExist();
    }

    @Test
    void aDamagedDownloadIsNamedWithWhatToDo() throws Exception {
        Path damaged = Files.writeString(directory.resolve("opensearch-3.5.0.zip"), "not what was tried");
        assertThatThrownBy(() -> homeOf(damaged).get())
                .isInstanceOf(PartFailure.class)
                .hasMessageContaining(damaged.toString())
                .hasMessageContaining("is damaged")
                .hasMessageContaining("delete the file and build again");
        assertThat(directory.resolve("cache/opensearch-3.5.0-knn-1")).doesNotExist();
    }

    @Test
    void aDownloadThatIsGoneIsNamedWithWhatToDo() throws Exception {
        Path gone = directory.resolve("gone.zip");
        assertThatThrownBy(() -> homeOf(gone).get()).hasMessageContaining(gone + " is gone: build again");
    }

    private OpenSearchHome homeOf(Path distribution) throws Exception {
        Path target = Files.createDirectories(directory.resolve("local/parts/opensearch/target"));
        Files.writeString(target.resolve("archives.properties"), "opensearch=" + distribution + "\nknn=" + distribution + "\n");
        return new OpenSearchHome(new Installation(directory, directory.resolve("cache")), Progress.NONE);
    }
}
