package engram.ingest.function;

import engram.domain.SourcePath;
import java.util.List;

/// An event of the function `verify`: documents that are to be made anew and compared.
///
/// @param paths of at most [#MOST] documents
/// @param repair whether those that differ are to be written anew
/// @param by who wants it, for the audit trail; absent: not known
public record VerifyOrder(List<String> paths, boolean repair, String by) {

    private static final int MOST = 100;
    private static final int MOST_BY = 200;

    /// @throws IllegalArgumentException if there are none or too many
    List<SourcePath> documents() {
        if (paths == null || paths.isEmpty() || paths.size() > MOST) {
            throw new IllegalArgumentException("an order to verify names 1 to %d paths, like {\"paths\":[\"team-a/handbook.md\"]}; got %d"
                    .formatted(MOST, paths == null ? 0 : paths.size()));
        }
        return paths.stream().distinct().map(SourcePath::new).toList();
    }

    String who(String unknown) {
        if (by == null || by.isBlank()) {
            return unknown;
        }
        if (by.length() > MOST_BY) {
            throw new IllegalArgumentException("who wants it has at most %d characters, got %d".formatted(MOST_BY, by.length()));
        }
        return by;
    }
}
