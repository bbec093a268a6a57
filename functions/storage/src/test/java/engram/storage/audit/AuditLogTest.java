package engram.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.audit.AuditEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    @Test
    void anEventIsOneLineOfJsonWhateverItsWords() throws Exception {
        List<LogRecord> lines = new ArrayList<>();
        Handler kept = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(AuditLog.CATEGORY);
        log.addHandler(kept);
        log.setUseParentHandlers(false);
        try {
            new AuditLog().add(new AuditEvent(
                    Instant.parse("2026-11-22T10:00:00.1234Z"), "jwt:a\"b", "getDocument", "acme", "acme/x\ny%s.md".repeat(200), 1,
                    AuditEvent.OK, "r1"));
        } finally {
            log.removeHandler(kept);
            log.setUseParentHandlers(true);
        }

        assertThat(lines).hasSize(1);
        String line = lines.getFirst().getMessage();
        assertThat(line).startsWith("{\"audit\":\"getDocument\",").doesNotContain("\n");
        JsonNode event = new ObjectMapper().readTree(line);
        assertThat(event.path("at").asText()).isEqualTo("2026-11-22T10:00:00.123Z");
        assertThat(event.path("who").asText()).isEqualTo("jwt:a\"b");
        assertThat(event.path("subject").asText()).hasSize(1024).startsWith("acme/x\ny%s.md");
        assertThat(event.path("count").asLong()).isEqualTo(1);
    }
}
