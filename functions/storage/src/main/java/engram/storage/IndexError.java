package engram.storage;

import engram.domain.TransientFailure;
import engram.storage.IndexConnection.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opensearch.client.opensearch._types.ErrorCause;
import org.opensearch.client.opensearch._types.ErrorResponse;

/// What OpenSearch has against a request, without the text of documents or questions that its reasons may quote.
public final class IndexError {

    static final String INDEX_MISSING = "index_not_found_exception";
    static final String INDEX_EXISTS = "resource_already_exists_exception";
    private static final String INDEX_BLOCKED = "cluster_block_exception";

    private static final String NO_WRITE_INDEX = "no write index is defined for alias";

    private static final Set<String> PARSING = Set.of("mapper_parsing_exception", "illegal_argument_exception");
    private static final Pattern FIELD = Pattern.compile("field(?: \\[|=\")([\\w.]{1,60})[]\"]");

    private IndexError() {}

    /// Whether an index that takes other chunks does not take this one, for what a document says: a value of a field that comes
    /// from there could not be read. Everything else is about the index.
    static boolean isAboutText(ErrorCause error) {
        return PARSING.contains(error.type()) && field(error).filter(IndexFields::comesFromText).isPresent();
    }

    private static Optional<String> field(ErrorCause error) {
        Matcher field = FIELD.matcher(error.reason() == null ? "" : error.reason());
        return field.find() ? Optional.of(field.group(1)) : Optional.empty();
    }

    private static boolean hasNoWriteIndex(ErrorCause error) {
        return error.reason() != null && error.reason().startsWith(NO_WRITE_INDEX);
    }

    /// The kinds of the error and its causes, and the field where one is named.
    static String of(ErrorCause error) {
        if (hasNoWriteIndex(error)) {
            return NO_WRITE_INDEX + ": it leads to several indexes, make one its write index or take it from the others";
        }
        StringBuilder kinds = new StringBuilder(error.type());
        for (ErrorCause cause = error.causedBy(); cause != null; cause = cause.causedBy()) {
            kinds.append(", ").append(cause.type());
        }
        return field(error).map(field -> kinds + " in " + field).orElseGet(kinds::toString);
    }

    static ErrorCause read(IndexConnection connection, Answer answer) {
        return connection.read(answer, ErrorResponse._DESERIALIZER).error();
    }

    /// For an answer that is not the one hoped for.
    public static TransientFailure failure(IndexConnection connection, Answer answer) {
        if (new String(answer.body(), StandardCharsets.UTF_8).contains(INDEX_BLOCKED)) {
            return new TransientFailure("%s answered %d: the index is blocked, as when its disk is full: make room, then lift the block"
                    .formatted(connection.name(), answer.status()));
        }
        return switch (answer.status()) {
            case 401, 403 ->
                new TransientFailure("%s answered %d: allow the function's role to use the index (a collection, by its data access policy, too), and set"
                        .formatted(connection.name(), answer.status())
                        + " ENGRAM_INDEX_SIGNING to es or aoss if it is Amazon's");
            default ->
                new TransientFailure("%s answered %d %s".formatted(
                        connection.name(), answer.status(), of(read(connection, answer))));
        };
    }
}
