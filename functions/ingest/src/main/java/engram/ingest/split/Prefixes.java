package engram.ingest.split;

import engram.domain.Tokenizer;
import engram.domain.TokenSpans;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;

/// Title and headings that the model is given before the text of a chunk: what the text itself begins with is left
/// out, and so is what exceeds the bound, outer headings first.
final class Prefixes {

    /// @param headingPath the headings in force where the chunk begins
    /// @param text one title or heading a line
    record Prefix(List<String> headingPath, String text, int tokens) {}

    private record Place(List<String> headingPath, boolean heading, boolean titled) {}

    private final Extracted extracted;
    private final Tokenizer tokenizer;
    private final int maxTokens;
    private final int[] starts;
    private final Map<Place, Prefix> known = new HashMap<>();

    Prefixes(Extracted extracted, Tokenizer tokenizer, int maxTokens) {
        this.extracted = extracted;
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
        this.starts = extracted.blocks().stream().mapToInt(Block::start).toArray();
    }

    /// The prefix of a chunk that begins at that character.
    Prefix at(int start) {
        if (starts.length == 0) {
            return known.computeIfAbsent(new Place(List.of(), false, false), this::prefix);
        }
        int at = Arrays.binarySearch(starts, start);
        Block block = extracted.blocks().get(Math.max(0, at < 0 ? -at - 2 : at));
        boolean begins = start <= block.start();
        return known.computeIfAbsent(
                new Place(
                        block.headingPath(),
                        begins && block.kind() == Block.Kind.HEADING,
                        begins && block.kind() == Block.Kind.FRONT_MATTER
                                && extracted.metadata().containsKey("title")),
                this::prefix);
    }

    private Prefix prefix(Place place) {
        List<String> path = place.headingPath();
        List<String> above = place.heading() && !path.isEmpty() ? path.subList(0, path.size() - 1) : path;
        boolean titled = place.titled() || path.contains(extracted.title());
        LinkedList<String> lines = new LinkedList<>();
        int left = maxTokens;
        if (!titled && !extracted.title().isBlank()) {
            String title = cut(extracted.title(), above.isEmpty() ? left : left / 2);
            lines.add(title);
            left -= tokenizer.count(title);
        }
        int innermost = lines.size();
        for (String heading : above.reversed()) {
            String line = cut(heading, left);
            left -= tokenizer.count(line);
            if (!line.isEmpty()) {
                lines.add(innermost, line);
            }
        }
        String text = String.join("\n", lines);
        return new Prefix(path, text, tokenizer.count(text));
    }

    /// The first tokens of a line; nothing if fewer than a few would be left.
    private String cut(String line, int max) {
        TokenSpans tokens = tokenizer.tokens(line);
        if (tokens.count() <= max) {
            return line;
        }
        int last = max;
        while (last > 0 && tokens.start(last - 1) == tokens.start(max)) {
            last--;
        }
        return last < 4 ? "" : line.substring(0, Graphemes.cutBefore(line, 0, tokens.start(last))).strip();
    }
}
