package engram.local.chaos.compare;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the three stores hold at one moment, by source path.
///
/// @param unsettled source paths of which the catalog says that a writer has not come to its end
public record Snapshot(Map<String, StoredObject> objects, Map<String, Row> rows, Map<String, List<Entry>> entries,
                       Set<String> unsettled) {

    public Snapshot {
        objects = Map.copyOf(objects);
        rows = Map.copyOf(rows);
        entries = Map.copyOf(entries);
        unsettled = Set.copyOf(unsettled);
    }

    /// An object of the bucket.
    ///
    /// @param eTag     without quotes
    /// @param metadata user metadata, names in lower case
    /// @param words    planted ones in it
    public record StoredObject(String eTag, long size, String contentType, Map<String, String> metadata, Set<String> words) {
        public StoredObject {
            metadata = Map.copyOf(metadata);
            words = Set.copyOf(words);
        }
    }

    /// A document of the catalog.
    ///
    /// @param reason empty if there is none
    /// @param eTag   empty if the row names no object
    /// @param hashes of its chunks, by slot, in hexadecimal digits
    /// @param indexedAt when this was committed
    public record Row(String status, String reason, long generation, String eTag, long size, String contentType,
                      Map<String, String> metadata, long chunks, List<String> hashes, Instant indexedAt) {
        public Row {
            metadata = Map.copyOf(metadata);
            hashes = List.copyOf(hashes);
        }
    }

    /// A chunk of the index.
    ///
    /// @param version   external version that it was written with
    /// @param metadata  user metadata, with all values of a name
    /// @param hasVector whether a search by meaning can find it
    /// @param words     planted ones in its text, title and headings
    public record Entry(String id, int slot, long version, String hash, String workspace, String contentType,
                        Map<String, List<String>> metadata, boolean hasVector, Set<String> words) {
        public Entry {
            metadata = Map.copyOf(metadata);
            words = Set.copyOf(words);
        }
    }
}
