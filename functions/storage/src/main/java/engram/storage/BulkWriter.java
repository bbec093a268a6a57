package engram.storage;

import engram.domain.ChunkIndex.Outcome;
import engram.domain.TransientFailure;
import engram.storage.IndexConnection.Answer;
import engram.storage.IndexConnection.Ask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.opensearch.client.opensearch.core.BulkResponse;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;

/// Sends bulk requests and judges each write in them on its own.
final class BulkWriter {

    private static final Outcome APPLIED = new Outcome.Applied();
    private static final Outcome SUPERSEDED = new Outcome.Superseded();

    private final IndexConnection connection;
    private final String alias;
    private final IndexBootstrap bootstrap;
    private final boolean repeatable;

    /// @param repeatable whether a request may be sent again if nobody knows what became of it
    BulkWriter(IndexConnection connection, String alias, IndexBootstrap bootstrap, boolean repeatable) {
        this.connection = connection;
        this.alias = alias;
        this.bootstrap = bootstrap;
        this.repeatable = repeatable;
    }

    /// @param parameters of the request that a part becomes
    /// @return an outcome for each write, in their order
    List<Outcome> write(Iterator<BulkPart> parts, Function<BulkPart, Map<String, String>> parameters, Instant notAfter) {
        List<Outcome> outcomes = new ArrayList<>();
        while (parts.hasNext()) {
            BulkPart part = parts.next();
            beThere(part, notAfter);
            outcomes.addAll(send(part, parameters.apply(part), notAfter));
        }
        return outcomes;
    }

    /// An upsert into a domain finds out by itself that the alias is gone. Whatever else cannot require it, and OpenSearch would make an
    /// index of the alias's name for it.
    private void beThere(BulkPart part, Instant notAfter) {
        if (!part.upserts() || !repeatable) {
            bootstrap.lookAgain();
        }
        bootstrap.ensure(notAfter);
    }

    private List<Outcome> send(BulkPart part, Map<String, String> parameters, Instant notAfter) {
        Ask ask = Ask.lines("/" + alias + "/_bulk", parameters, part.body());
        Answer answer = repeatable ? connection.ask(ask, notAfter) : connection.askOnce(ask, notAfter);
        return switch (answer.status()) {
            case 200 -> outcomes(connection.read(answer, BulkResponse._DESERIALIZER), part);
            // No chunk is at fault for a whole request.
            case 400 -> busy(part, "400 " + IndexError.of(IndexError.read(connection, answer)));
            case 413 -> busy(part, "413: the index takes no requests of " + part.body().length + " bytes; raise its limit");
            default -> throw IndexError.failure(connection, answer);
        };
    }

    private List<Outcome> outcomes(BulkResponse response, BulkPart part) {
        if (response.items().size() != part.writes()) {
            throw new TransientFailure("%s judged %d of %d writes"
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
