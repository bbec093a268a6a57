package engram.ingest.function;

import engram.domain.Printable;
import engram.domain.SourcePath;
import engram.ingest.Outcome;
import java.util.Map;
import org.jboss.logging.Logger;

/// One line for each document: what became of it, in words and numbers, never in text.
final class OutcomeLog {

    private static final Logger LOG = Logger.getLogger("engram.ingest");

    private OutcomeLog() {}

    static void write(Map<SourcePath, Outcome> outcomes) {
        outcomes.forEach((path, outcome) -> LOG.logf(level(outcome), "%s document=%s", line(outcome), Printable.of(path.key())));
    }

    static String line(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Indexed(int embedded, int written, int total) ->
                "outcome=indexed embedded=%d written=%d chunks=%d".formatted(embedded, written, total);
            case Outcome.Unchanged _ -> "outcome=unchanged";
            case Outcome.Absorbed _ -> "outcome=absorbed";
            case Outcome.Removed _ -> "outcome=removed";
            case Outcome.Empty _ -> "outcome=empty";
            case Outcome.Rejected(var why) -> "outcome=rejected reason=%s".formatted(why.reason());
            case Outcome.Continued _ -> "outcome=continued";
            case Outcome.Postponed(String why) -> "outcome=postponed why=\"%s\"".formatted(why);
        };
    }

    private static Logger.Level level(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Postponed _, Outcome.Rejected _ -> Logger.Level.WARN;
            case Outcome.Indexed _,
                    Outcome.Unchanged _,
                    Outcome.Absorbed _,
                    Outcome.Removed _,
                    Outcome.Empty _,
                    Outcome.Continued _ -> Logger.Level.INFO;
        };
    }
}
