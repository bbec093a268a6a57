package engram.retention.rules;

import engram.domain.pii.PiiKind;
import engram.domain.retention.Destination;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// What a rule does with an object.
public sealed interface Action {

    /// One word, as rules and receipts name it.
    String name();

    /// @param allVersions whether its older versions go as well
    record Delete(boolean allVersions) implements Action {
        @Override
        public String name() {
            return "delete";
        }
    }

    /// Copies it, then deletes it from the bucket of documents; older versions stay.
    record Archive(Destination to) implements Action {
        @Override
        public String name() {
            return "archive";
        }
    }

    /// Puts the kind in the place of each personal datum, in text and metadata, and writes the object back.
    ///
    /// @param kinds what is taken out
    /// @param allVersions whether the older versions, which still hold it, are deleted
    record Redact(Set<PiiKind> kinds, boolean allVersions) implements Action {
        public Redact {
            kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
        }

        @Override
        public String name() {
            return "redact";
        }
    }

    /// Redacts, and takes all metadata away but these entries.
    record Anonymise(Redact redaction, Set<String> keepMetadata) implements Action {
        public Anonymise {
            keepMetadata = Collections.unmodifiableSet(new TreeSet<>(keepMetadata));
        }

        @Override
        public String name() {
            return "anonymise";
        }
    }
}
