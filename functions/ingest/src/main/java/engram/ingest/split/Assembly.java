package engram.ingest.split;

import engram.domain.Chunk;
import engram.domain.TokenSpans;
import engram.domain.Tokenizer;
import engram.ingest.extract.document.Extracted;
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
                start,
                piece.end(),
                own,
                extracted.title(),
                prefix.headingPath(),
                embedded,
                extracted.contentType(),
                extracted.metadata()));
    }

    /// Where a chunk begins that repeats the end of the one before: at a word, if there is one in reach.
    private int overlapping(int start) {
        if (settings.overlapTokens() == 0 || start == 0) {
            return start;
        }
        String text = extracted.text();
        int from = Math.max(0, start - settings.maxCharacters() / 4);
        TokenSpans tokens = tokenizer.tokens(text.substring(from, start));
        if (tokens.count() == 0) {
            return start;
        }
        int first = from + tokens.start(Math.max(0, tokens.count() - settings.overlapTokens()));
        int word = first;
        while (word > 0 && word < start && !Sentences.isWhite(text.charAt(word - 1))) {
            word++;
        }
        return word < start ? word : Graphemes.cutBefore(text, from - 1, first);
    }
}
