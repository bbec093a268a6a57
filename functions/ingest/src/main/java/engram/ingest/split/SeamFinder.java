package engram.ingest.split;

import engram.domain.TokenSpans;
import engram.ingest.extract.document.Block;
import java.util.List;

/// Finds the seams of a text: between blocks, items, rows and sentences, and inside of what does not fit in a chunk
/// as a whole, but never inside of what does.
final class SeamFinder {

    /// Most tokens and code units between two seams inside a word.
    private static final int STRIDE_TOKENS = 16;
    private static final int STRIDE = 256;

    /// At most one line in so many begins with a small letter where lines are no wrapped prose.
    private static final int LINES_PER_WRAPPED = 5;

    private final String text;
    private final TokenSpans tokens;
    private final Limits limits;
    private final Seams seams;

    SeamFinder(String text, TokenSpans tokens, Limits limits) {
        this.text = text;
        this.tokens = tokens;
        this.limits = limits;
        this.seams = new Seams(text);
    }

    Seams find(List<Block> blocks) {
        parts(blocks, 0, text.length(), 0);
        return seams.index(tokens);
    }

    /// Each part with what follows it up to the next one.
    private void parts(List<Block> parts, int from, int to, int depth) {
        for (int i = 0; i < parts.size(); i++) {
            Block part = parts.get(i);
            int start = i == 0 ? from : part.start();
            int end = i + 1 < parts.size() ? parts.get(i + 1).start() : to;
            boolean underHeading = i > 0 && parts.get(i - 1).kind() == Block.Kind.HEADING;
            if (i > 0) {
                seams.add(start, strength(part, depth, underHeading));
            }
            part(part, start, end, depth);
        }
        if (parts.isEmpty()) {
            prose(from, to);
        }
    }

    private static int strength(Block part, int depth, boolean underHeading) {
        if (underHeading) {
            return Strength.UNDER_HEADING;
        }
        return part.kind() == Block.Kind.HEADING
                ? Strength.heading(part.headingPath().size())
                : Strength.block(depth);
    }

    private void part(Block part, int start, int end, int depth) {
        boolean fits = limits.fits(start, end);
        switch (part.kind()) {
            case LIST, TABLE, QUOTE -> parts(part.parts(), start, end, depth + 1);
            case PARAGRAPH, OTHER -> prose(start, end);
            case ITEM -> {
                if (!fits) {
                    parts(part.parts(), start, end, depth + 1);
                }
            }
            case ROW, HEADING -> {
                if (!fits) {
                    prose(start, end);
                }
            }
            case CODE, FRONT_MATTER -> {
                if (!fits) {
                    lines(start, end);
                }
            }
        }
    }

    private void prose(int start, int end) {
        if (linesAreUnits(start, end)) {
            int line = start;
            while (line < end) {
                int next = Sentences.skipWhite(text, endOfLine(line, end), end);
                sentences(line, next);
                if (next < end) {
                    seams.add(next, Strength.LINE);
                }
                line = next;
            }
        } else {
            sentences(start, end);
        }
    }

    private void sentences(int start, int end) {
        int[] from = {start};
        Sentences.eachStart(text, start, end, next -> {
            words(from[0], next);
            seams.add(next, Strength.SENTENCE);
            from[0] = next;
        });
        words(from[0], end);
    }

    private void lines(int start, int end) {
        int line = start;
        while (line < end) {
            int behind = endOfLine(line, end);
            int next = Sentences.skipWhite(text, behind, end);
            while (next > behind && text.charAt(next - 1) != '\n' && text.charAt(next - 1) != '\r') {
                next--;
            }
            words(line, next);
            if (next < end) {
                seams.add(next, next > behind ? Strength.LINE : Strength.SENTENCE);
            }
            line = Math.max(next, line + 1);
        }
    }

    /// Seams between the words of a sentence or line that does not fit.
    private void words(int start, int end) {
        if (limits.fits(start, end)) {
            return;
        }
        int word = start;
        while (word < end) {
            int behind = word;
            while (behind < end && !Sentences.isWhite(text.charAt(behind))) {
                behind++;
            }
            int next = Sentences.skipWhite(text, behind, end);
            if (next - word > STRIDE || tokens.countBetween(word, next) > STRIDE_TOKENS) {
                strides(word, next);
            }
            if (next < end) {
                boolean clause = behind > word && ",;:)，、；：".indexOf(text.charAt(behind - 1)) >= 0;
                seams.add(next, clause ? Strength.CLAUSE : Strength.WORD);
            }
            word = next;
        }
    }

    private void strides(int start, int end) {
        int at = start;
        while (end - at > STRIDE || tokens.countBetween(at, end) > STRIDE_TOKENS) {
            int to = Math.min(end, at + STRIDE);
            int token = tokens.countBefore(at) + STRIDE_TOKENS;
            if (token < tokens.count() && tokens.start(token) > at) {
                to = Math.min(to, tokens.start(token));
            }
            at = Graphemes.cutBefore(text, at, to);
            if (at < end) {
                seams.add(at, Strength.INSIDE);
            }
        }
    }

    /// Whether each line says something of its own, as in logs and verse, and lines are not just wrapped.
    private boolean linesAreUnits(int start, int end) {
        int lines = 0;
        int wrapped = 0;
        for (int line = endOfLine(start, end); line < end; line = endOfLine(line, end)) {
            int first = Sentences.skipWhite(text, line, end);
            if (first < end) {
                lines++;
                wrapped += Character.isLowerCase(text.charAt(first)) ? 1 : 0;
            }
            line = Math.max(line, first);
        }
        return wrapped * LINES_PER_WRAPPED <= lines;
    }

    private int endOfLine(int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i < to && text.charAt(i) == '\r' && i + 1 < to && text.charAt(i + 1) == '\n' ? i + 2 : Math.min(i + 1, to);
    }
}
