package engram.storage;

import java.util.Set;

/// What the fields of an entry are called (`infra/index.json`).
final class IndexFields {

    static final String WORKSPACE = "workspace";
    static final String DOCUMENT = "document";
    static final String SOURCE_PATH = "sourcePath";
    static final String SLOT = "slot";
    static final String HASH = "hash";
    /// Where the entry's version does not tell it ([IndexKind#SERVERLESS]).
    static final String GENERATION = "generation";
    static final String CONTENT_TYPE = "contentType";
    static final String TITLE = "title";
    static final String HEADINGS = "headings";
    static final String TEXT = "text";
    static final String METADATA = "metadata";
    static final String EMBEDDING = "embedding";

    private static final Set<String> FROM_TEXT = Set.of(CONTENT_TYPE, TITLE, HEADINGS, TEXT, METADATA);

    private IndexFields() {}

    /// Whether a document decides what is in that field, or in one of those below it.
    static boolean comesFromText(String field) {
        int dot = field.indexOf('.');
        return FROM_TEXT.contains(dot < 0 ? field : field.substring(0, dot));
    }
}
