package engram.ingest.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import engram.domain.SourcePath;
import engram.ingest.Ingest;
import engram.ingest.Outcome;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;

/// A batch of messages in, those that have to come again out.
public final class IngestFunction {

    private final Ingest ingest;
    private final Messages messages;

    @Inject
    IngestFunction(Ingest ingest, Messages messages) {
        this.ingest = ingest;
        this.messages = messages;
    }

    @Funq("ingest")
    public SQSBatchResponse ingest(SQSEvent event, @io.quarkus.funqy.Context Context context) {
        Messages.Parsed parsed = messages.parse(event);
        Map<SourcePath, Outcome> outcomes =
                ingest.handle(parsed.messages(), Duration.ofMillis(context.getRemainingTimeInMillis()));
        OutcomeLog.write(outcomes);
        return parsed.toResponse(outcomes);
    }
}
