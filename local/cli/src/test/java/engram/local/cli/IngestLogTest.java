package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestLogTest {

    @TempDir
    Path data;

    @Test
    void workIsAddedUpSinceTheLastLook() throws IOException {
        Files.createDirectories(data.resolve("logs"));
        Path log = data.resolve("logs/ingest.log");
        IngestLog ingest = new IngestLog(data);
        assertThat(ingest.sinceLastLook()).isEqualTo(new IngestLog.Work(0, 0, 0, 0));
        Files.writeString(log, "12:00 INFO outcome=indexed embedded=3 written=4 chunks=5 document=w/a.md\n"
                + "12:00 INFO outcome=unchanged document=w/b.md\n"
                + "12:00 INFO outcome=indexed embedded=1 written=1 chunks=10 document=w/c.md\n12:01 INFO outcome=ind");
        assertThat(ingest.sinceLastLook()).isEqualTo(new IngestLog.Work(2, 4, 5, 15));
        Files.writeString(log, "exed embedded=2 written=2 chunks=2 document=w/d.md\n", StandardOpenOption.APPEND);
        assertThat(ingest.sinceLastLook()).isEqualTo(new IngestLog.Work(1, 2, 2, 2));
    }
}
