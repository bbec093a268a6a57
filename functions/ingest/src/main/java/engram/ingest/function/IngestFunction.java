package engram.ingest.function;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import engram.domain.SourcePath;
import engram.ingest.Ingest;
import engram.ingest.Outcome;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;

/// A batch of messages in, those that have to come again out, each with its delay set.
public final class IngestFunction {

    private final Ingest ingest;
    private final Messages messages;
    private final RetryDelays delays;
    private final PassLog passes;
    private final VersionNotice versions;
    private final Duration timeout;

    @Inject
    IngestFunction(Ingest ingest, Messages messages, RetryDelays delays, PassLog passes, VersionNotice versions,
            IngestConfig config) {
        this.ingest = ingest;
        this.messages = messages;
        this.delays = delays;
        this.passes = passes;
        this.versions = versions;
        this.timeout = config.timeout();
    }

    @Funq("ingest")
    public SQSBatchResponse ingest(SQSEvent event) {
        Messages.Parsed parsed = messages.parse(event);
        Map<SourcePath, Outcome> outcomes = ingest.handle(parsed.messages(), timeout);
        OutcomeLog.write(outcomes);
        SQSBatchResponse response = parsed.toResponse(outcomes);
        delays.apply(event, response);
        passes.write(parsed.changed(), outcomes);
        versions.write();
        return response;
    }
}
