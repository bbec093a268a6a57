package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.system.parts.Part;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    Path data;

    @Test
    void portsStayTheSameWhileTheyAreFree() throws Exception {
        var first = Ports.choose(data, EnumSet.allOf(Part.class));

        assertThat(first.values()).hasSize(4).doesNotHaveDuplicates().allMatch(port -> port > 0);
        assertThat(Ports.choose(data, EnumSet.allOf(Part.class))).isEqualTo(first);
    }

    @Test
    void onlyAPortThatIsTakenChanges() throws Exception {
        var first = Ports.choose(data, EnumSet.allOf(Part.class));

        try (var taken = new ServerSocket(first.get(Part.SQS), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var second = Ports.choose(data, EnumSet.allOf(Part.class));

            assertThat(second.get(Part.SQS)).isNotEqualTo(taken.getLocalPort());
            assertThat(second.get(Part.S3)).isEqualTo(first.get(Part.S3));
            assertThat(second.get(Part.OPENSEARCH)).isEqualTo(first.get(Part.OPENSEARCH));
        }
    }

    @Test
    void damagedNotesAreWrittenAnew() throws Exception {
        Files.writeString(data.resolve("ports.json"), "{");

        var chosen = Ports.choose(data, EnumSet.allOf(Part.class));

        assertThat(Ports.choose(data, EnumSet.allOf(Part.class))).isEqualTo(chosen);
    }
}
