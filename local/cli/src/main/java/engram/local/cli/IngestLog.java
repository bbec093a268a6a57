package engram.local.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the function ingest wrote of the documents that it indexed: one line each.
final class IngestLog {

    private static final Pattern INDEXED = Pattern.compile("outcome=indexed embedded=(\\d+) written=(\\d+) chunks=(\\d+) document=(.*)$");

    private final LogFile log;

    IngestLog(Path data) {
        this.log = new LogFile("", data.resolve("logs/ingest.log"));
    }

    /// Work on documents.
    ///
    /// @param embedded texts that the model was asked for
    /// @param written  chunks that were written to the index
    /// @param chunks   that the documents have
    record Work(long documents, long embedded, long written, long chunks) {
        Work plus(Work other) {
            return new Work(documents + other.documents, embedded + other.embedded, written + other.written, chunks + other.chunks);
        }
    }

    /// All that was indexed since the last look.
    Work sinceLastLook() throws IOException {
        return log.fresh().stream().map(IngestLog::read).flatMap(Optional::stream).reduce(new Work(0, 0, 0, 0), Work::plus);
    }

    static Optional<Work> read(String line) {
        Matcher indexed = INDEXED.matcher(line);
        return indexed.find()
                ? Optional.of(new Work(1, number(indexed, 1), number(indexed, 2), number(indexed, 3)))
                : Optional.empty();
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
