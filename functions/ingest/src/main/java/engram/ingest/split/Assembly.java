package engram.ingest.split;

import engram.domain.Chunk;
import engram.domain.Tokenizer;
import engram.ingest.extract.Extracted;
import java.util.List;

/// Makes chunks of pieces and sees to it that the model can read each.
final class Assembly {

    private final Extracted extracted;
    private final Tokenizer tokenizer;
    private final Prefixes prefixes;
    private final SplitSettings settings;
    private final int budget;

    Assembly(Extracted extracted, Tokenizer tokenizer, Prefixes prefixes, SplitSettings settings, int budget) {
        this.extracted = extracted;
        this.tokenizer = tokenizer;
        this.prefixes = prefixes;
        this.settings = settings;
        this.budget = budget;
    }

    /// Adds the piece, or its halves: where a cut goes through a word, its parts may have more tokens than the word.
    void add(Cutter.Piece piece, List<Chunk> chunks) {
        String text = extracted.text();
        int start = overlapping(piece.start());
        Prefixes.Prefix prefix = prefixes.at(piece.start());
        String own = text.substring(start, piece.end());
        String embedded = prefix.text().isEmpty() ? own : prefix.text() + "\n\n" + own;
        int middle = (piece.start() + piece.end()) >>> 1;
        int at = Graphemes.cutBefore(text, piece.start(), Math.max(middle, piece.start() + 1));
        if (at < piece.end() && tokenizer.count(embedded) > budget) {
            add(new Cutter.Piece(piece.start(), at), chunks);
            add(new Cutter.Piece(at, piece.end()), chunks);
            return;
        }
        chunks.add(new Chunk(
                chunks.size(),
                start,
                piece.end(),
                own,
                extracted.title(),
                prefix.headingPath(),
                embedded,
                extracted.contentType(),
                extracted.metadata()));
    }

    private int overlapping(int start) {
        if (settings.overlapTokens() == 0 || start == 0) {
            return start;
        }
        int from = Math.max(0, start - settings.maxCharacters() / 4);
        var tokens = tokenizer.tokens(extracted.text().substring(from, start));
        int first = Math.max(0, tokens.count() - settings.overlapTokens());
        return tokens.count() == 0 ? start : Graphemes.cutBefore(extracted.text(), from - 1, from + tokens.start(first));
    }
}
