package engram.retention.rules;

import engram.domain.retention.Destination;

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
}
