package engram.local.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.local.system.parts.Throwaway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each check that needs nothing to run: well, and broken.
class DoctorChecksTest {

    private static final long NOBODY = 999_999_999L;

    @TempDir
    Path folder;

    @Test
    void anOldJdkAndOneWithoutACompilerAreNamed() throws Exception {
        Path home = Path.of(System.getProperty("java.home"));

        assertThat(new JdkCheck(25, home).look()).isEmpty();
        assertThat(new JdkCheck(21, home).look()).singleElement().extracting(Finding::what).asString().contains("Java 21");
        assertThat(new JdkCheck(25, folder).look()).singleElement().extracting(Finding::what).asString().contains("compiler");
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
            assertThat(new PortCheck(port).look()).singleElement().extracting(Finding::remedy).asString().contains("--port");
        }
    }

    @Test
    void aDiskWithoutRoomIsNamed() throws Exception {
        assertThat(new SpaceCheck("the data", folder.resolve("not/yet"), 1, "ENGRAM_DATA").look()).isEmpty();
        assertThat(new SpaceCheck("the data", folder, Long.MAX_VALUE, "ENGRAM_DATA").look())
                .singleElement().extracting(Finding::what).asString().contains("MiB left");
    }

    @Test
    void aFileInTheWayOfAFolderIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "x");

        assertThat(new SpaceCheck("the data", file.resolve("engram"), 1, "ENGRAM_DATA").look())
                .singleElement().satisfies(finding -> {
                    assertThat(finding.what()).contains(file.toString()).contains("is no folder");
                    assertThat(finding.remedy()).contains("ENGRAM_DATA");
                });
    }

    /// Not even root can make a file there.
    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path sealed = Path.of(Files.isDirectory(Path.of("/proc")) ? "/proc" : "/");

        assertThat(new SpaceCheck("the data", sealed.resolve("engram"), 1, "ENGRAM_DATA").look())
                .singleElement().satisfies(finding -> {
                    assertThat(finding.what()).isEqualTo(sealed + " cannot be written");
                    assertThat(finding.remedy()).contains("ENGRAM_DATA");
                });
    }

    @Test
    void aMachineThatIsTooSmallIsNamed() {
        assertThat(new MemoryCheck(8L << 30).look()).isEmpty();
        assertThat(new MemoryCheck(1L << 30).look()).singleElement().extracting(Finding::what).asString().contains("1024 MiB");
    }

    @Test
    void aBuildLockOfADeadProcessIsTakenAway() throws Exception {
        Path lock = Files.createDirectory(folder.resolve("engram.lock"));
        Files.writeString(lock.resolve("pid"), ProcessHandle.current().pid() + "\n");
        Instant now = Instant.now();
        assertThat(new BuildLockCheck(lock, now).look()).isEmpty();

        Files.writeString(lock.resolve("pid"), NOBODY + "\n");
        mend(new BuildLockCheck(lock, now));
        assertThat(lock).doesNotExist();
        assertThat(new BuildLockCheck(lock, now).look()).isEmpty();
    }

    @Test
    void aBuildLockWhoseHolderNeverSaidWhoItIsIsTakenAwayAfterAMinute() throws Exception {
        Path lock = Files.createDirectory(folder.resolve("engram.lock"));
        Instant made = Files.getLastModifiedTime(lock).toInstant();

        assertThat(new BuildLockCheck(lock, made.plusSeconds(30)).look()).isEmpty();
        mend(new BuildLockCheck(lock, made.plusSeconds(90)));
        assertThat(lock).doesNotExist();
    }

    @Test
    void whatAKilledSystemLeftIsTakenAway() throws Exception {
        Process leaked = new ProcessBuilder("sleep", "600").start();
        try {
            long born = leaked.info().startInstant().orElseThrow().toEpochMilli();
            describe(NOBODY, leaked.pid(), born);

            assertThat(new LeftoverCheck(folder).look()).hasSize(2);
            mend(new LeftoverCheck(folder));

            assertThat(leaked.isAlive()).isFalse();
            assertThat(folder.resolve("engram.json")).doesNotExist();
        } finally {
            leaked.destroyForcibly();
        }
    }

    @Test
    void whatTellsOfAProcessIsKeptUntilThatHasEnded() throws Exception {
        Process leaked = new ProcessBuilder("sleep", "600").start();
        try {
            describe(NOBODY, leaked.pid(), leaked.info().startInstant().orElseThrow().toEpochMilli());
            Finding.Mend forget = new LeftoverCheck(folder).look().getLast().mend().orElseThrow();

            assertThatThrownBy(forget::run).isInstanceOf(IOException.class).hasMessageContaining("still run");
            assertThat(folder.resolve("engram.json")).exists();
        } finally {
            leaked.destroyForcibly();
        }
    }

    @Test
    void whatTellsOfASystemThatWasStartedMeanwhileIsKept() throws Exception {
        describe(NOBODY, 0, 0);
        Finding.Mend forget = new LeftoverCheck(folder).look().getLast().mend().orElseThrow();
        describe(ProcessHandle.current().pid(), 0, 0);

        assertThatThrownBy(forget::run).isInstanceOf(IOException.class).hasMessageContaining("meanwhile");
        assertThat(folder.resolve("engram.json")).exists();
    }

    @Test
    void aLaterProcessWithTheSameNumberIsLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            describe(NOBODY, other.pid(), 12345);

            mend(new LeftoverCheck(folder));

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aRunningSystemLeavesNothingBehind() throws Exception {
        describe(ProcessHandle.current().pid(), 0, 0);

        assertThat(new LeftoverCheck(folder).look()).isEmpty();
    }

    @Test
    void aDamagedDescriptionIsNamed() throws Exception {
        Files.writeString(folder.resolve("engram.json"), "{");

        assertThat(new LeftoverCheck(folder).look()).singleElement().extracting(Finding::what).asString().contains("damaged");
    }

    @Test
    void forgottenTemporaryFoldersAreTakenAwayAndOthersAreNot() throws Exception {
        Instant now = Instant.now();
        Path forgotten = old(throwaway("engram-1"), now);
        Path fresh = throwaway("engram-2");
        Path another = old(throwaway("other-3"), now);

        mend(new TemporaryCheck(folder, folder.resolve("data"), now));

        assertThat(forgotten).doesNotExist();
        assertThat(fresh).exists();
        assertThat(another).exists();
    }

    @Test
    void whatSomebodyChoseKeptOrWorksWithIsNoTemporaryFolder() throws Exception {
        Instant now = Instant.now();
        old(Files.createDirectory(folder.resolve("engram-data")), now);
        old(Files.createDirectory(folder.resolve("engram-1")), now);
        Path kept = throwaway("engram-2");
        Throwaway.keep(kept);
        old(kept, now);
        Path data = Files.createDirectories(old(throwaway("engram-3"), now).resolve("below/data"));
        old(data.getParent(), now);
        old(data, now);
        old(data.getParent().getParent(), now);
        Path link = Files.createSymbolicLink(folder.resolve("link"), data);

        assertThat(new TemporaryCheck(folder, data, now).look()).isEmpty();
        assertThat(new TemporaryCheck(folder, link, now).look()).isEmpty();
        assertThat(new TemporaryCheck(folder, folder.resolve("data"), now).look()).singleElement()
                .extracting(Finding::what).asString().contains("engram-3");
    }

    @Test
    void aDamagedTemporaryFolderIsPassedOverAndOthersAreFound() throws Exception {
        Instant now = Instant.now();
        Path damaged = throwaway("engram-1");
        Files.writeString(damaged.resolve("engram.json"), "{");
        old(damaged, now);
        Path forgotten = old(throwaway("engram-2"), now);

        assertThat(new TemporaryCheck(folder, folder.resolve("data"), now).look()).singleElement()
                .extracting(Finding::what).asString().contains(forgotten.toString());
    }

    /// Moved here from where the system has its temporary files.
    private Path throwaway(String name) throws IOException {
        return Files.move(Throwaway.create("engram-"), folder.resolve(name));
    }

    private static Path old(Path directory, Instant now) throws IOException {
        FileTime then = FileTime.from(now.minus(Duration.ofDays(2)));
        Files.writeString(directory.resolve("file"), "x");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, then);
            }
        }
        return Files.setLastModifiedTime(directory, then);
    }

    private static void mend(Check check) throws Exception {
        List<Finding> findings = check.look();
        assertThat(findings).isNotEmpty();
        for (Finding finding : findings) {
            finding.mend().orElseThrow().run();
        }
        assertThat(check.look()).isEmpty();
    }

    private void describe(long pid, long child, long born) throws IOException {
        Files.writeString(folder.resolve("engram.json"), """
                {"pid": %d, "url": "http://127.0.0.1:1", "children": [
                 {"name": "s3", "kind": "part", "pid": %d, "born": %d, "port": 1, "log": "/dev/null", "state": "running"}]}"""
                .formatted(pid, child, born));
    }
}
