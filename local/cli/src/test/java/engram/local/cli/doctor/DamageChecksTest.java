package engram.local.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.system.parts.Downloads;
import engram.local.system.parts.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks of what was fetched, built and kept on the disk: well, and broken.
class DamageChecksTest {

    @TempDir
    Path root;

    @Test
    void aDamagedDownloadIsDeletedSoThatItIsFetchedAnew() throws Exception {
        Path list = Files.createDirectories(root.resolve("local/parts/opensearch/target")).resolve("archives.properties");
        Path built = Files.writeString(root.resolve("engram.built"), "");
        Check check = new DownloadsCheck(Downloads.of(new Installation(root, root)), built);
        assertThat(check.look()).as("not built yet").isEmpty();

        Path archive = Files.writeString(root.resolve("opensearch.zip"), "half of it");
        Files.writeString(list, "opensearch=" + archive + "\nknn=" + root.resolve("gone.zip") + "\n");

        Finding finding = check.look().getFirst();
        assertThat(finding.what()).contains(archive.toString()).contains("damaged");
        finding.mend().orElseThrow().run();
        assertThat(archive).doesNotExist();
        assertThat(built).doesNotExist();
        assertThat(check.look()).isEmpty();
    }

    @Test
    void aDamagedPackageIsDeletedSoThatItIsBuiltAnew() throws Exception {
        Path zip = Files.createDirectories(root.resolve("functions/sample/target")).resolve("function.zip");
        Path built = Files.writeString(root.resolve("engram.built"), "");
        Files.writeString(zip, "half of it");
        Check check = new PackagesCheck(root.resolve("functions"), root.resolve("unpacked"), built);

        Finding finding = check.look().getFirst();
        assertThat(finding.what()).contains(zip.toString()).contains("damaged");
        finding.mend().orElseThrow().run();
        assertThat(zip).doesNotExist();
        assertThat(built).doesNotExist();
        assertThat(check.look()).isEmpty();
    }

    @Test
    void changesThatTheQueueWasNotToldOfAreNamedAfterAMinute() throws Exception {
        Path spool = root.resolve("notifications");
        Instant now = Instant.now();
        Check check = new NotificationCheck(root, "engram", "http://127.0.0.1:1/hints", now);
        Files.writeString(root.resolve("notified"), "engram\nhttp://127.0.0.1:1/hints\n");
        assertThat(check.look()).isEmpty();
        Files.createDirectories(spool);
        aged(Files.writeString(spool.resolve("1.json"), "{}"), now.minusSeconds(20));
        aged(Files.writeString(spool.resolve("0.json.half"), "{"), now.minusSeconds(900));
        assertThat(check.look()).isEmpty();

        aged(Files.writeString(spool.resolve("0.json"), "{}"), now.minusSeconds(300));

        assertThat(check.look()).singleElement().extracting(Finding::what).asString()
                .contains("2 changes").contains("5 min 0 s");
    }

    @Test
    void filesThatWereNeverFinishedGoAfterADayAndOthersStay() throws Exception {
        Instant now = Instant.now();
        Path half = aged(Files.writeString(root.resolve("a.jsa.half"), ""), now.minus(Duration.ofDays(2)));
        Path fresh = Files.writeString(root.resolve("b.jsa.claim"), "");
        Path whole = aged(Files.writeString(root.resolve("c.jsa"), ""), now.minus(Duration.ofDays(2)));
        Check check = new CacheCheck(root, now);

        check.look().getFirst().mend().orElseThrow().run();

        assertThat(half).doesNotExist();
        assertThat(fresh).exists();
        assertThat(whole).exists();
        assertThat(check.look()).isEmpty();
        assertThat(new CacheCheck(root.resolve("none"), now).look()).isEmpty();
    }

    private static Path aged(Path file, Instant at) throws Exception {
        return Files.setLastModifiedTime(file, FileTime.from(at));
    }
}
