package engram.local.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// What an operator did to the system, in `logs/audit.log`: one line of JSON each, as the functions write them for what is
/// done through them.
public final class AuditFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = "operator";

    private final Path file;
    private final Clock clock;

    /// @param data the system's folder
    public AuditFile(Path data, Clock clock) {
        this.file = data.resolve("logs/audit.log");
        this.clock = clock;
    }

    /// @param action in one word of camel case
    /// @param workspace that it was done in; empty: in no one workspace
    /// @param subject what it was done to; empty: nothing by name
    /// @param count how much was changed
    /// @throws IOException if it cannot be written down, which is no reason to take it for not done
    public synchronized void add(String action, String workspace, String subject, long count) throws IOException {
        String line = JSON.createObjectNode()
                .put("audit", action)
                .put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("who", OPERATOR)
                .put("workspace", workspace)
                .put("subject", subject)
                .put("count", count)
                .put("outcome", "OK")
                .put("requestId", "")
                .toString();
        Files.createDirectories(file.getParent());
        FileJournal.makeRoom(file);
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
