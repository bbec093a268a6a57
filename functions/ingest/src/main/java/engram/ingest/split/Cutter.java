package engram.ingest.split;

import engram.domain.TokenSpans;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Cuts a text at its seams, from the top down: what does not fit is cut at its highest seam, and so on with both
/// halves. Where a cut lies thus depends on the seams around it and not on what was cut before: an edit changes the
/// chunks it touches, and those behind it stay as they were.
final class Cutter {

    /// From the character `start` up to and without `end`.
    record Piece(int start, int end) {}

    /// Fewest tokens that are cut off at a heading, a block, a sentence, where there is a choice.
    static final int HEADING_MARGIN = 40;
    private static final int BLOCK_MARGIN = 48;
    private static final int INNER_MARGIN = 56;

    private final String text;
    private final TokenSpans tokens;
    private final Seams seams;
    private final Limits limits;

    Cutter(String text, TokenSpans tokens, Seams seams, Limits limits) {
        this.text = text;
        this.tokens = tokens;
        this.seams = seams;
        this.limits = limits;
    }

    List<Piece> cut() {
        List<Piece> pieces = new ArrayList<>();
        Deque<Piece> open = new ArrayDeque<>(List.of(new Piece(0, text.length())));
        while (!open.isEmpty()) {
            Piece piece = open.pop();
            if (limits.fits(piece.start, piece.end)) {
                pieces.add(piece);
            } else {
                int at = place(piece);
                open.push(new Piece(at, piece.end));
                open.push(new Piece(piece.start, at));
            }
        }
        return new Joining(tokens, seams, limits).join(pieces);
    }

    private int place(Piece piece) {
        int seam = find(piece, HEADING_MARGIN, Strength.heading(6));
        if (seam < 0) {
            seam = find(piece, BLOCK_MARGIN, Strength.DEEPEST_PART);
        }
        if (seam < 0) {
            seam = find(piece, INNER_MARGIN, Strength.SENTENCE);
        }
        if (seam < 0) {
            seam = find(piece, 1, Strength.SENTENCE);
        }
        if (seam < 0) {
            seam = find(piece, INNER_MARGIN, Strength.INSIDE);
        }
        if (seam < 0) {
            seam = find(piece, 0, Strength.UNDER_HEADING);
        }
        return seam >= 0 ? seams.position(seam) : middle(piece);
    }

    /// The best seam of at least that strength with at least so many tokens of the piece on either side, or -1.
    private int find(Piece piece, int margin, int minStrength) {
        int first = seams.firstBehind(piece.start);
        int last = seams.firstAt(piece.end);
        int low = seams.firstWithTokens(first, last, tokens.countBefore(piece.start) + margin);
        int high = seams.firstWithTokens(low, last, tokens.countBefore(piece.end) - margin + 1);
        int best = seams.best(low, high);
        return best >= 0 && seams.strength(best) >= minStrength ? best : -1;
    }

    private int middle(Piece piece) {
        return Graphemes.cutBefore(text, piece.start, (piece.start + piece.end) >>> 1);
    }
}
