package engram.storage;

/// What the fields of an entry are called (`infra/index.json`).
final class IndexFields {

    static final String WORKSPACE = "workspace";
    static final String DOCUMENT = "document";
    static final String SOURCE_PATH = "sourcePath";
    static final String SLOT = "slot";
    static final String HASH = "hash";
    static final String CONTENT_TYPE = "contentType";
    static final String TITLE = "title";
    static final String HEADINGS = "headings";
    static final String TEXT = "text";
    static final String METADATA = "metadata";
    static final String EMBEDDING = "embedding";

    private IndexFields() {}
}
