package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packages that are deployed are no larger than is good for a cold start, and than Lambda takes.
class PackagesTest {

    private static final long MEGABYTE = 1L << 20;
    private static final long MOST_UNPACKED = 250 * MEGABYTE;

    @ParameterizedTest
    @CsvSource({"health, 30", "reconcile, 30", "retention, 30", "query, 85", "ingest, 90"})
    void aPackageKeepsToItsBound(String function, long megabytes) throws IOException {
        Path zip = Systems.zip(function);

        assertThat(Files.size(zip)).as("bytes of %s", zip).isLessThanOrEqualTo(megabytes * MEGABYTE);
        try (ZipFile open = new ZipFile(zip.toFile())) {
            assertThat(open.stream().mapToLong(ZipEntry::getSize).sum()).as("bytes of %s, unpacked", zip)
                    .isLessThanOrEqualTo(MOST_UNPACKED);
        }
    }
}
