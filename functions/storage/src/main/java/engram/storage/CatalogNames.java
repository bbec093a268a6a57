package engram.storage;

import java.util.LinkedHashMap;
import java.util.Map;

/// What the attributes of the catalog table are called (`infra/catalog-table.json`).
final class CatalogNames {

    static final String DOCUMENT = "document";
    static final String KIND = "kind";
    static final String GENERATION = "generation";
    static final String EXPIRES_AT = "expiresAt";

    static final String LEASE_KIND = "lease";
    static final String OWNER = "owner";
    static final String UNTIL = "until";
    static final String HINTS = "hints";
    static final String DIRTY = "dirty";
    static final String CEILING = "ceiling";
    static final String UNSETTLED = "unsettled";
    static final String UNSETTLED_SINCE = "unsettledSince";
    static final String UNSETTLED_INDEX = "unsettled";
    static final String NEXT_HINT = "nextHint";
    static final String PATH = "path";
    static final String LAST_FAILURE = "lastFailure";
    static final String FIRST_SEEN = "firstSeen";

    static final String RETRIEVAL_KIND = "retrieval";
    static final String RETRIEVED_AT = "retrievedAt";

    /// The partition of what is known of all retrievals: a document's has a "/" in it.
    static final String RETRIEVALS = "#retrievals";
    static final String SINCE = "since";
    static final String INTERVAL = "interval";

    /// The partition of walks: a document's has a "/" in it.
    static final String WALKS = "#walks";
    /// The partition of the search for workspaces, apart from their walks', of which each row is a workspace's.
    static final String SEARCH = "#search";
    static final String SEEN = "seen";
    static final String OWN_WALKER = "ownWalker";
    static final String OWN_PATH = "ownPath";
    static final String OWN_SEEN = "ownSeen";
    static final String LAST = "last";
    static final String TWICE = "twice";
    static final String TWICE_SINCE = "twiceSince";

    static final String DOCUMENT_KIND = "document";
    static final String DOCUMENTS_INDEX = "documents";
    static final String WORKSPACE = "workspace";
    static final String SOURCE_PATH = "sourcePath";
    static final String STATUS = "status";
    static final String REASON = "reason";
    static final String DETAIL = "detail";
    static final String E_TAG = "eTag";
    static final String VERSION_ID = "versionId";
    static final String SIZE = "size";
    static final String LAST_MODIFIED = "lastModified";
    static final String CONTENT_TYPE = "contentType";
    static final String METADATA = "metadata";
    static final String PIPELINE_VERSION = "pipelineVersion";
    static final String MODEL_VERSION = "modelVersion";
    static final String TITLE = "title";
    static final String CHUNKS = "chunks";
    static final String CHUNK_HASHES = "chunkHashes";
    static final String CHUNK_OFFSETS = "chunkOffsets";
    static final String INDEXED_AT = "indexedAt";

    private CatalogNames() {}

    /// The names under which expressions refer to attributes: each with a "#" in front, since DynamoDB reserves
    /// words like `owner`, `until` and `status`.
    static Map<String, String> named(String... attributes) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String attribute : attributes) {
            names.put("#" + attribute, attribute);
        }
        return names;
    }
}
