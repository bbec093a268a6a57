package engram.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the index holds of documents, word for word.
public interface IndexContent {

    /// A value of metadata and its name have at most so many characters together, or the index does not hold the value: it can be read
    /// in the document, but not asked for. Lucene's limit for both as one term is 32,766 bytes, three at most for a character.
    int MOST_OF_METADATA = 10_900;

    /// How long searches may not see yet what was written.
    default Duration shownWithin() {
        return Duration.ZERO;
    }

    /// What it holds of a document, in the order of slots, as searches see it; nothing if there is no index.
    ///
    /// @throws TransientFailure if the index does not answer
    List<Content> contents(DocumentId id);

    /// What a slot holds.
    ///
    /// @param hash that is told of it
    /// @param generation of the pass that wrote it
    record Content(
            int slot,
            ChunkHash hash,
            long generation,
            String text,
            String title,
            List<String> headingPath,
            String contentType,
            Map<String, List<String>> metadata) {

        public Content {
            headingPath = List.copyOf(headingPath);
            metadata = Map.copyOf(metadata);
        }

        /// Whether all that it holds beside the text is the chunk's.
        public boolean hasDetailsOf(Chunk chunk) {
            return title.equals(chunk.title())
                    && headingPath.equals(chunk.headingPath())
                    && contentType.equals(chunk.contentType())
                    && metadata.equals(held(chunk.metadata()));
        }
    }

    /// Whether the index holds that value of metadata.
    static boolean holds(String name, String value) {
        return name.length() + value.length() <= MOST_OF_METADATA;
    }

    private static Map<String, List<String>> held(Map<String, List<String>> metadata) {
        return metadata.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> entry.getValue().stream().filter(value -> holds(entry.getKey(), value)).toList()));
    }
}
