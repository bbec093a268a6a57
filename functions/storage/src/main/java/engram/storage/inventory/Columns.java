package engram.storage.inventory;

import engram.domain.BucketListing.Listed;
import engram.domain.SourcePath;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the columns of an inventory's data files mean.
///
/// @param count how many there are
/// @param latest place of the one that tells the current version from older ones; -1 in an inventory of current ones only
/// @param marker place of the one that tells delete markers; -1 in an inventory that has none
record Columns(int count, int key, int size, int lastModified, int eTag, int latest, int marker) {

    private static final List<String> NEEDED = List.of("Key", "Size", "LastModifiedDate", "ETag");

    /// @param schema names of the columns, with commas between them, as the manifest has them
    /// @throws IllegalArgumentException if it lacks one that is needed
    static Columns of(String schema) {
        List<String> names = Arrays.stream(schema.split(",", -1)).map(String::strip).toList();
        List<String> missing = NEEDED.stream().filter(name -> !names.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("it has no column " + String.join(", ", missing)
                    + ": have the inventory made with size, last modified date and ETag");
        }
        return new Columns(names.size(), names.indexOf("Key"), names.indexOf("Size"), names.indexOf("LastModifiedDate"),
                names.indexOf("ETag"), names.indexOf("IsLatest"), names.indexOf("IsDeleteMarker"));
    }

    /// The object that a line speaks of; empty if it speaks of an older version or a delete marker.
    ///
    /// @throws IllegalArgumentException if the line makes no sense
    Optional<Listed> object(List<String> fields) {
        if (fields.size() != count) {
            throw new IllegalArgumentException("it has %d fields, and there are %d columns".formatted(fields.size(), count));
        }
        if (latest >= 0 && !flag(fields.get(latest)) || marker >= 0 && flag(fields.get(marker))) {
            return Optional.empty();
        }
        String tag = fields.get(eTag).replace("\"", "");
        long bytes = Long.parseLong(fields.get(size));
        if (tag.isEmpty() || bytes < 0) {
            throw new IllegalArgumentException("it has no ETag or a negative size");
        }
        return Optional.of(new Listed(
                new SourcePath(URLDecoder.decode(fields.get(key), StandardCharsets.UTF_8)), tag, bytes, Instant.parse(fields.get(lastModified))));
    }

    private static boolean flag(String field) {
        return switch (field) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new IllegalArgumentException("a field that is true or false is neither");
        };
    }
}
