package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.cli.remote.Bucket;
import engram.local.cli.remote.S3Object;
import engram.local.cli.source.IgnoreRules;
import engram.local.cli.source.Source;
import engram.local.cli.source.Uploads;
import engram.local.cli.terminal.Terminal;
import engram.local.system.parts.EmbeddedServers;
import engram.local.system.parts.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// The commands that need the bucket alone, against the real S3 server.
class BucketCommandsTest {

    private static EmbeddedServers servers;

    @TempDir
    Path folder;

    private Console console;
    private Bucket bucket;
    private String workspace;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.start(Part.S3);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void describe(TestInfo test) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("engram.json"),
                Console.description(ProcessHandle.current().pid(), servers.s3(), EmbeddedServers.BUCKET));
        console = new Console(data);
        bucket = new Bucket(servers.s3(), EmbeddedServers.BUCKET);
        workspace = test.getTestMethod().orElseThrow().getName();
    }

    private List<String> keys(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        bucket.list(prefix, object -> keys.add(object.key()));
        return keys;
    }

    @Test
    void filesAreLoadedOnceAndThenOnlyWhenTheyChanged() throws IOException {
        Path docs = Files.createDirectories(folder.resolve("docs/deep"));
        List<String> names = List.of("a.md", "b c+é%41.md", "日本.txt", "#x?y=&z;.html", "(1) 'q' ~!@$*,.md");
        for (String name : names) {
            Files.writeString(docs.resolve(name), name);
        }
        String[] load = {"load", "-w", workspace, folder.resolve("docs").toString()};
        assertThat(console.run(load)).as(console.err()).isZero();
        assertThat(console.out()).contains("5 uploaded, 0 unchanged");
        assertThat(keys(workspace + "/")).containsExactlyInAnyOrderElementsOf(
                names.stream().map(name -> workspace + "/docs/deep/" + name).toList());

        Files.writeString(docs.resolve("a.md"), "changed");
        assertThat(console.run(load)).isZero();
        assertThat(console.out()).contains("1 uploaded, 4 unchanged");
    }

    @Test
    void eTagsAreTheMd5OfTheBytes() throws IOException {
        String eTag = bucket.put(workspace + "/a", "hello".getBytes(StandardCharsets.UTF_8), "text/plain");
        assertThat(eTag).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        List<S3Object> objects = new ArrayList<>();
        bucket.list(workspace + "/", objects::add);
        assertThat(objects).containsExactly(new S3Object(workspace + "/a", eTag, 5));
    }

    @Test
    void aBucketIsListedToItsEnd() throws IOException {
        for (int i = 0; i < 1005; i++) {
            bucket.put(workspace + "/" + i, new byte[0], "text/plain");
        }
        assertThat(keys(workspace + "/")).hasSize(1005).doesNotHaveDuplicates();
        assertThat(bucket.topFolders()).contains(workspace).doesNotHaveDuplicates();
    }

    @Test
    void documentsAreRemovedAndUnknownOnesNamed() throws IOException {
        bucket.put(workspace + "/a b.md", new byte[] {'x'}, "text/markdown");
        assertThat(console.run("remove", workspace + "/a b.md", workspace + "/nothing.md")).isEqualTo(Failure.FAILED);
        assertThat(console.out()).isEqualTo("removed " + workspace + "/a b.md\n");
        assertThat(console.err()).contains("there is no " + workspace + "/nothing.md");
        assertThat(keys(workspace + "/")).isEmpty();
    }

    @Test
    void aMirrorFollowsEveryKindOfChangeAndLeavesOthersAlone() throws IOException {
        Path docs = Files.createDirectories(folder.resolve("docs/sub"));
        Files.writeString(docs.resolve("a.md"), "a");
        Files.writeString(docs.resolve("b.md"), "b");
        bucket.put(workspace + "/stale.md", new byte[] {'x'}, "text/markdown");
        bucket.put(workspace + "2/other.md", new byte[] {'x'}, "text/markdown");
        Mirror mirror = mirror();

        assertThat(mirror.align().orElseThrow()).hasSize(2);
        assertThat(keys(workspace + "/")).containsExactlyInAnyOrder(workspace + "/sub/a.md", workspace + "/sub/b.md");

        Files.move(docs.resolve("a.md"), docs.resolve("renamed.md"));
        Files.writeString(docs.resolve("b.md"), "changed");
        Files.createDirectories(docs.resolve("new"));
        Files.writeString(docs.resolve("new/c.md"), "c");
        mirror.align();
        assertThat(keys(workspace + "/")).containsExactlyInAnyOrder(
                workspace + "/sub/renamed.md", workspace + "/sub/b.md", workspace + "/sub/new/c.md");

        Folders.delete(docs);
        mirror.align();
        assertThat(keys(workspace + "/")).isEmpty();
        assertThat(keys(workspace + "2/")).containsExactly(workspace + "2/other.md");
        assertThat(mirror.uploads()).isEqualTo(5);
        assertThat(mirror.removals()).isEqualTo(5);
        assertThat(mirror.isBehind()).isFalse();
    }

    private Mirror mirror() throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Mirror(
                new Terminal(nowhere, nowhere, false, false, 80), bucket, workspace, folder.resolve("docs"), IgnoreRules.of(List.of()));
    }

    @Test
    void aMirrorTakesNothingForGoneThatCannotBeLookedAt() throws IOException {
        Path docs = Files.createDirectories(folder.resolve("docs"));
        Files.writeString(docs.resolve("a.md"), "a");
        Files.writeString(docs.resolve("b.md"), "b");
        Mirror mirror = mirror();
        mirror.align();

        Files.delete(docs.resolve("a.md"));
        Files.delete(docs.resolve("b.md"));
        Path obstacle = Files.createSymbolicLink(docs.resolve("b.md"), Path.of("x".repeat(300)));
        assertThat(mirror.align()).isEmpty();
        assertThat(mirror.isBehind()).isTrue();
        assertThat(keys(workspace + "/")).hasSize(2);

        Files.delete(obstacle);
        assertThat(mirror.align()).isPresent();
        assertThat(mirror.isBehind()).isFalse();
        assertThat(keys(workspace + "/")).isEmpty();
    }

    @Test
    void aMirrorTriesAgainToRemoveWhatTheBucketKept() throws IOException {
        Path docs = Files.createDirectories(folder.resolve("docs"));
        Files.writeString(docs.resolve("a.md"), "a");
        Mirror mirror = mirror();
        mirror.align();

        Files.delete(docs.resolve("a.md"));
        servers.of(Part.S3).kill();
        try {
            assertThat(mirror.align()).isPresent();
            assertThat(mirror.isBehind()).isTrue();
        } finally {
            servers.of(Part.S3).restart();
        }
        mirror.align();
        assertThat(mirror.isBehind()).isFalse();
        assertThat(keys(workspace + "/")).isEmpty();
    }

    @Test
    void aFileThatIsNotSentIsNamedWithTheReason() throws IOException {
        Path docs = Files.createDirectories(folder.resolve("docs"));
        Source gone = new Source(workspace + "/gone.md", docs.resolve("gone.md"), 1);
        try (Uploads uploads = new Uploads(bucket, Map.of())) {
            uploads.begin(List.of(gone));
            uploads.awaitDone(1);
            assertThat(uploads.failures()).containsEntry(gone.key(), gone.file() + ": it is not there");
        }
    }
}
