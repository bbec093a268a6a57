package engram.query.function;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.Filter;
import engram.domain.Workspace;
import engram.query.Mode;
import engram.query.Question;
import engram.query.Search;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;

/// Goes through a search once before Lambda takes a snapshot of the process (SnapStart), so that those who are restored from it have loaded, and partly
/// compiled, what the first request needs. It asks in a workspace that nobody can have documents in, and is no request: the audit trail hears
/// nothing of it. Without a snapshot it does nothing.
///
/// What must not be in a snapshot sees to that itself: connections to the index are closed, those of the AWS SDK are not used again after some
/// seconds of idling, credentials are asked for anew when they have run out, ids come from a `SecureRandom`, which reads the system's.
@Startup
@Singleton
final class SnapshotRehearsal implements Resource {

    private static final Logger LOG = Logger.getLogger(SnapshotRehearsal.class);

    /// The first ones compile little.
    private static final int TIMES = 20;

    /// No key has this as its first segment by accident.
    private static final Workspace NOBODYS = new Workspace("engram-snapshot-rehearsal");

    private final Search search;
    private final ObjectMapper json;

    SnapshotRehearsal(Search search, ObjectMapper json) {
        this.search = search;
        this.json = json;
        Core.getGlobalContext().register(this);
    }

    /// A store that does not answer now is no reason not to deploy: the process is complete without this, and only slower.
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            for (int i = 0; i < TIMES; i++) {
                Question question = new Question(NOBODYS, "What is known of number " + i + "?", Mode.HYBRID, 10, Filter.ALL);
                json.writeValueAsBytes(SearchResponse.of(question, search.answer(question)));
            }
            for (int i = 0; i < TIMES; i++) {
                askForNothing();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warnf("the snapshot is taken without a rehearsal: %s", e.getMessage());
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Nothing of the rehearsal is kept.
    }

    /// An event from Lambda's hands to the answer, on a path that leads nowhere.
    private void askForNothing() throws IOException {
        new QuarkusStreamHandler().handleRequest(new ByteArrayInputStream(event()), OutputStream.nullOutputStream(), new RehearsedInvocation());
    }

    private byte[] event() throws JsonProcessingException {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setVersion("2.0");
        event.setRawPath("/v1/nowhere");
        event.setRawQueryString("");
        event.setHeaders(Map.of("content-type", "application/json", "host", "localhost"));
        event.setBody("{}");
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod("POST")
                        .withPath("/v1/nowhere")
                        .withProtocol("HTTP/1.1")
                        .withSourceIp("127.0.0.1")
                        .build())
                .build());
        return json.writeValueAsBytes(event);
    }
}
