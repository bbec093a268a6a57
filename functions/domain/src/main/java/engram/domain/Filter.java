package engram.domain;

import java.util.List;

/// Which chunks a search may find. The workspace is no part of it: the store adds that.
public sealed interface Filter {

    /// No restriction.
    Filter ALL = new And(List.of());

    /// Those that all of the parts let through.
    record And(List<Filter> parts) implements Filter {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /// Those of documents whose source path starts so.
    record SourcePathPrefix(String prefix) implements Filter {}

    /// Those of documents with this media type.
    record ContentType(String mediaType) implements Filter {}
}
