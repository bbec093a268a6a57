package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import engram.domain.retention.Notebook;
import engram.domain.retention.Notebook.Note;
import engram.retention.Hashes;
import engram.retention.Json;
import engram.retention.rules.Action;
import engram.retention.rules.Rule;
import java.time.Instant;
import java.util.Optional;

/// Objects that a rule fits and has nothing to take out of: they need not be read again until they or the rule change.
final class Cleared {

    private static final String PREFIX = "clear/";
    private static final int NAME_DIGITS = 32;

    private final Notebook notebook;

    Cleared(Notebook notebook) {
        this.notebook = notebook;
    }

    private record As(String eTag, Instant lastModified, String ruleVersion) {}

    void put(Mark mark) {
        long revision = notebook.find(name(mark.path())).map(Note::revision).orElse(Notebook.NONE);
        // Another process has just looked, too: it found the same, or comes again.
        notebook.write(name(mark.path()), revision, Json.text(new As(mark.eTag(), mark.lastModified(), mark.ruleVersion())));
    }

    boolean holds(Listed object, Rule rule) {
        boolean rewrites = switch (rule.action()) {
            case Action.Redact _, Action.Anonymise _ -> true;
            case Action.Delete _, Action.Archive _ -> false;
        };
        return rewrites
                && notebook.find(name(object.path().key()))
                        .map(note -> Json.read(note.content(), As.class))
                        .equals(Optional.of(new As(object.eTag(), object.lastModified(), rule.version())));
    }

    private static String name(String path) {
        return PREFIX + Hashes.sha256(path).substring(0, NAME_DIGITS);
    }
}
