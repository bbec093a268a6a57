package engram.storage;

import engram.domain.ChunkIndex;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.storage.IndexConnection.Answer;
import engram.storage.IndexConnection.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.opensearch.client.opensearch.core.BulkResponse;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;

/// Writes to OpenSearch with the generation as external version (`external`, not `external_gte`: the same generation
/// twice is a conflict), each entry judged on its own.
final class OpenSearchChunkIndex implements ChunkIndex {

    private static final Outcome APPLIED = new Outcome.Applied();
    private static final Outcome SUPERSEDED = new Outcome.Superseded();
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final IndexConnection connection;
    private final String alias;
    private final IndexBootstrap bootstrap;
    private final AtomicLong lastUpsert = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    OpenSearchChunkIndex(IndexConnection connection, String alias, IndexBootstrap bootstrap) {
        this.connection = connection;
        this.alias = alias;
        this.bootstrap = bootstrap;
    }

    @Override
    public List<Outcome> write(
            DocumentId id, long generation, List<ChunkWrite> writes, boolean visible, Instant notAfter) {
        if (writes.isEmpty()) {
            return List.of();
        }
        List<Outcome> outcomes = new ArrayList<>(writes.size());
        Iterator<BulkPart> parts = BulkPart.of(id, generation, writes, connection.json());
        while (parts.hasNext()) {
            BulkPart part = parts.next();
            beThere(part, notAfter);
            outcomes.addAll(send(part, visible, notAfter));
        }
        return outcomes;
    }

    /// An upsert finds out by itself that the alias is gone. A deletion cannot require it, and OpenSearch would make an index
    /// of the alias's name for it.
    private void beThere(BulkPart part, Instant notAfter) {
        if (!part.upserts()) {
            bootstrap.lookAgain();
        }
        bootstrap.ensure(notAfter);
    }

    private List<Outcome> send(BulkPart part, boolean visible, Instant notAfter) {
        Answer answer = connection.ask(
                Ask.lines("/" + alias + "/_bulk", parameters(part, visible, notAfter), part.body()), notAfter);
        return switch (answer.status()) {
            case 200 -> outcomes(connection.read(answer, BulkResponse._DESERIALIZER), part);
            // No chunk is at fault for a whole request.
            case 400 -> busy(part, "400 " + IndexError.of(IndexError.read(connection, answer)));
            case 413 -> busy(part, "413: the index takes no requests of " + part.body().length + " bytes; raise its limit");
            default -> throw IndexError.failure(connection, answer);
        };
    }

    private Map<String, String> parameters(BulkPart part, boolean visible, Instant notAfter) {
        Map<String, String> parameters = new LinkedHashMap<>();
        // What waits for a shard that is away must not take effect after its writer's time.
        Duration time = connection.timeFor(notAfter);
        parameters.put("timeout", Math.max(1, time.toMillis()) + "ms");
        if (visible && part.upserts()) {
            parameters.put("refresh", refresh());
        }
        return parameters;
    }

    /// What comes after a pause is shown at once. In a stream of writes that would make a segment a document, so there it
    /// waits for the next of the index's own refreshes, which many writes share.
    private String refresh() {
        long now = System.nanoTime();
        return now - lastUpsert.getAndSet(now) < PAUSE_NANOS ? "wait_for" : "true";
    }

    private List<Outcome> outcomes(BulkResponse response, BulkPart part) {
        if (response.items().size() != part.writes()) {
            throw new engram.domain.TransientFailure("%s judged %d of %d writes"
                    .formatted(connection.name(), response.items().size(), part.writes()));
        }
        return response.items().stream().map(this::outcome).toList();
    }

    private Outcome outcome(BulkResponseItem written) {
        int status = written.status();
        if (written.error() == null) {
            // A deletion of what is not there says 404 and is remembered all the same.
            return APPLIED;
        }
        String why = status + " " + IndexError.of(written.error());
        if (status == 409) {
            return SUPERSEDED;
        }
        if (written.error().type().equals(IndexError.INDEX_MISSING)) {
            bootstrap.lookAgain();
            return new Outcome.Busy(why);
        }
        // Only what is the chunk's own fault is refused. An index that is blocked (its disk is full, 403), closed (400), one of
        // several without a write index (400), of another mapping (400) or not allowed to be written (403) refuses every chunk:
        // whoever took that for the chunk's fault would empty the index document by document.
        boolean itsOwnFault = status == 400 && IndexError.isAboutText(written.error());
        return itsOwnFault ? new Outcome.Refused(why) : new Outcome.Busy(why);
    }

    private static List<Outcome> busy(BulkPart part, String why) {
        return Collections.nCopies(part.writes(), new Outcome.Busy(why));
    }
}
