package engram.storage.inventory;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What an inventory consists of, as S3 describes it in its `manifest.json`.
///
/// @param sourceBucket whose objects are listed
/// @param created when S3 began to list them
record Manifest(String sourceBucket, Instant created, Columns columns, List<DataFile> files) {

    private static final String FORMAT = "CSV";
    private static final int MOST_FILES = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A part of the list, compressed, in no order among the others.
    ///
    /// @param size in bytes
    /// @param md5 of these bytes, hexadecimal
    record DataFile(String key, long size, String md5) {}

    Manifest {
        files = List.copyOf(files);
    }

    /// @throws IllegalArgumentException if it is no manifest, or one of an inventory that cannot be read here
    static Manifest parse(byte[] json) {
        JsonNode root = read(json);
        String format = root.path("fileFormat").asText();
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "it is in the format \"%s\", and only %s is read: have the inventory made in that".formatted(format, FORMAT));
        }
        JsonNode listed = root.path("files");
        String created = root.path("creationTimestamp").asText();
        if (!listed.isArray()
                || listed.size() > MOST_FILES
                || root.path("sourceBucket").asText().isEmpty()
                || !created.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("a manifest has a source bucket, a time of creation and up to " + MOST_FILES
                    + " files, and its own lacks some of it");
        }
        List<DataFile> files = new ArrayList<>();
        listed.forEach(file -> files.add(file(file)));
        return new Manifest(root.path("sourceBucket").asText(), Instant.ofEpochMilli(Long.parseLong(created)),
                Columns.of(root.path("fileSchema").asText()), files);
    }

    private static DataFile file(JsonNode file) {
        String key = file.path("key").asText();
        String md5 = file.path("MD5checksum").asText();
        if (key.isEmpty() || !file.path("size").canConvertToLong() || !md5.matches("[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException("its manifest names a file without a key, a size or an MD5 checksum");
        }
        return new DataFile(key, file.path("size").asLong(), md5);
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("its manifest is no JSON", e);
        } catch (IOException e) {
            throw new AssertionError("bytes in memory can be read", e);
        }
    }
}
