package engram.local.cli.bench;

import engram.local.cli.LogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the function ingest says of documents, a line each time that one was its turn.
final class Ledger {

    private static final Pattern LINE = Pattern.compile("outcome=(\\w+)(?: (.*?))? document=(.*)$");
    private static final Pattern REASON = Pattern.compile("reason=(\\w+)");
    private static final Pattern EMBEDDED = Pattern.compile("embedded=(\\d+)");
    private static final Pattern CHUNKS = Pattern.compile("chunks=(\\d+)");

    private final LogFile log;

    Ledger(Path data) {
        this.log = new LogFile("", data.resolve("logs/ingest.log"));
    }

    /// One turn of a document.
    ///
    /// @param outcome in the log's word: `indexed`, `unchanged`, `absorbed`, `continued`, …
    /// @param reason why the document was rejected, else empty
    /// @param embedded texts that the model was asked for
    record Turn(String document, String outcome, String reason, long embedded, long chunks) {
        boolean isIndexed() {
            return outcome.equals("indexed");
        }
    }

    /// The turns since the last look.
    List<Turn> fresh() throws IOException {
        return log.fresh().stream().map(Ledger::read).flatMap(Optional::stream).toList();
    }

    static Optional<Turn> read(String line) {
        Matcher turn = LINE.matcher(line);
        if (!turn.find()) {
            return Optional.empty();
        }
        String details = turn.group(2) == null ? "" : turn.group(2);
        Matcher reason = REASON.matcher(details);
        return Optional.of(new Turn(
                turn.group(3), turn.group(1), reason.find() ? reason.group(1) : "", number(EMBEDDED, details), number(CHUNKS, details)));
    }

    private static long number(Pattern pattern, String text) {
        Matcher number = pattern.matcher(text);
        return number.find() ? Long.parseLong(number.group(1)) : 0;
    }
}
