package engram.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A passage of a document, as the index holds it.
///
/// @param start first character in the document's extracted text, in UTF-16 code units
/// @param end the character behind the last one
/// @param text the characters from `start` to `end`, unchanged
/// @param title the document's, empty if it has none
/// @param headingPath headings above the passage, outermost first
/// @param embeddingText what the model is given: the text with its title and headings
/// @param contentType media type that the document was read as
/// @param metadata the document's, a list of values for each name
public record Chunk(
        int start,
        int end,
        String text,
        String title,
        List<String> headingPath,
        String embeddingText,
        String contentType,
        Map<String, List<String>> metadata) {

    public Chunk {
        if (start < 0 || end - start != text.length()) {
            throw new IllegalArgumentException(
                    "a chunk from " + start + " to " + end + " has " + text.length() + " characters");
        }
        headingPath = List.copyOf(headingPath);
        metadata = Map.copyOf(metadata);
    }

    /// Hash over all that the chunk's entry in the index holds besides vector and generation, and over what decides
    /// its vector. Offsets and ordinal are left out: they live in the catalog, so that an edit rewrites only the chunks that
    /// it touched.
    public ChunkHash hash() {
        MessageDigest digest = Sha256.digest();
        add(digest, text);
        add(digest, title);
        addAll(digest, headingPath);
        add(digest, embeddingText);
        add(digest, contentType);
        new TreeMap<>(metadata).forEach((name, values) -> {
            add(digest, name);
            addAll(digest, values);
        });
        return ChunkHash.of(digest.digest());
    }

    private static void addAll(MessageDigest digest, List<String> values) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, values.size()));
        values.forEach(value -> add(digest, value));
    }

    private static void add(MessageDigest digest, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
