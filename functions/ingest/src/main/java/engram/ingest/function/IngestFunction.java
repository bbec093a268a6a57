package engram.ingest.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import engram.ingest.Ingest;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;

/// A batch of messages in, those that have to come again out.
public final class IngestFunction {

    private final Ingest ingest;
    private final Messages messages;
    private final InstantSource clock;

    @Inject
    IngestFunction(Ingest ingest, Messages messages, InstantSource clock) {
        this.ingest = ingest;
        this.messages = messages;
        this.clock = clock;
    }

    @Funq("ingest")
    public SQSBatchResponse ingest(SQSEvent event, @io.quarkus.funqy.Context Context context) {
        Instant end = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        Messages.Parsed parsed = messages.parse(event);
        return parsed.toResponse(ingest.handle(parsed.messages(), end));
    }
}
