package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.domain.TransientFailure;
import engram.domain.audit.AuditEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever asks for something is in the audit trail, once, with what became of it.
@QuarkusTest
class AuditTest {

    private static final String DOCUMENTS = "/v1/workspaces/acme/documents";

    @Inject
    Memory memory;

    @BeforeEach
    void empty() {
        memory.clear();
        memory.shelf.put("acme/a.md", "The tide turns at noon.");
        memory.shelf.put("acme/b.md", "The tide comes back at six.");
    }

    @Test
    void aSearchIsKnownByItsHitsAndNotByItsWords() {
        Function.search("{\"query\": \"tide\"}");

        AuditEvent event = only();
        assertThat(event.action()).isEqualTo("search");
        assertThat(event.workspace()).isEqualTo("acme");
        assertThat(event.subject()).isEmpty();
        assertThat(event.count()).isEqualTo(2);
        assertThat(event.outcome()).isEqualTo("OK");
        assertThat(event.who()).isEqualTo("anonymous");
        assertThat(event.requestId()).isEqualTo(Function.REQUEST_ID);
        assertThat(event.at()).isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
        assertThat(event.toString()).doesNotContain("tide");
    }

    @Test
    void listingReadingAndDeletingAreThreeActions() {
        Function.get(DOCUMENTS, "");
        Function.get(DOCUMENTS + "/acme/a.md", "");
        Function.call("DELETE", DOCUMENTS + "/acme/a.md", "");

        assertThat(memory.audited).extracting(AuditEvent::action)
                .containsExactly("listDocuments", "getDocument", "deleteDocument");
        assertThat(memory.audited).extracting(AuditEvent::count).containsExactly(2L, 1L, 1L);
        assertThat(memory.audited).extracting(AuditEvent::subject).containsExactly("", "acme/a.md", "acme/a.md");
    }

    @Test
    void whatIsRefusedOrFailsIsThereWithItsCode() {
        Function.get(DOCUMENTS + "/acme/none.md", "");
        Function.search("{\"query\": \"\"}");
        Function.get("/v1/workspaces/a%2Fb/documents", "");
        memory.trouble = () -> {
            throw new TransientFailure("away");
        };
        Function.get(DOCUMENTS, "");

        assertThat(memory.audited).extracting(AuditEvent::outcome)
                .containsExactly("NOT_FOUND", "INVALID_INPUT", "INVALID_INPUT", "UNAVAILABLE");
        assertThat(memory.audited).extracting(AuditEvent::count).containsOnly(0L);
    }

    @Test
    void whatNoPathLeadsToAskedForNothing() {
        Function.get("/v1/nothing", "");

        assertThat(memory.audited).isEmpty();
    }

    @Test
    void theCallerIsWhomTheAuthorizerVouchesFor() {
        ObjectNode jwt = Function.event("query-search-jwt.json");
        ObjectNode iam = Function.event("query-search-iam.json");
        ObjectNode lambda = Function.event("query-list.json");
        authorizer(lambda).putObject("lambda").put("principalId", "joan");

        List.of(jwt, iam, lambda).forEach(Function::call);

        assertThat(memory.audited).extracting(AuditEvent::who)
                .containsExactly("jwt:ada", "iam:arn:aws:iam::111122223333:user/grace", "lambda:joan");
    }

    private static ObjectNode authorizer(ObjectNode event) {
        return ((ObjectNode) event.get("requestContext")).putObject("authorizer");
    }

    private AuditEvent only() {
        assertThat(memory.audited).hasSize(1);
        return memory.audited.getFirst();
    }
}
