package engram.ingest.split;

import engram.domain.Chunk;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.TokenSpans;
import engram.domain.Tokenizer;
import engram.ingest.extract.document.Extracted;
import java.util.ArrayList;
import java.util.List;

/// Cuts a document into chunks that the model can read. Safe for use by several threads. Ends soon once its thread is
/// interrupted.
///
/// The chunks cover every character: the first begins at 0, each begins where the one before ended (earlier by the
/// overlap, if one is set), the last ends with the text. No embedding text has more tokens than `maxTokens`. A text of
/// nothing but white space has no chunks, one that fits has one. Cuts lie between sections, blocks, items, rows and
/// sentences; inside code, a row, an item or a sentence only where it does not fit by itself.
public final class Splitter {

    /// Grows with every change that cuts an unchanged text elsewhere or embeds it otherwise.
    private static final int VERSION = 1;

    private final Tokenizer tokenizer;
    private final SplitSettings settings;
    private final int budget;

    public Splitter(Tokenizer tokenizer, SplitSettings settings) {
        this.tokenizer = tokenizer;
        this.settings = settings;
        this.budget = settings.maxTokens() - SplitSettings.MARKS;
        if (budget > tokenizer.maxTokens()) {
            throw new IllegalArgumentException("maxTokens " + settings.maxTokens() + " is more than the "
                    + (tokenizer.maxTokens() + SplitSettings.MARKS) + " that the model reads");
        }
    }

    /// Names all that decides how an unchanged text is cut: part of the pipeline version.
    public String signature() {
        return "s" + VERSION + "-" + settings.signature();
    }

    /// @throws PermanentFailure TOO_MANY_CHUNKS
    public List<Chunk> split(Extracted extracted) {
        String text = extracted.text();
        if (Sentences.skipWhite(text, 0, text.length()) == text.length()) {
            return List.of();
        }
        TokenSpans tokens = tokenizer.tokens(text);
        int least = Math.ceilDiv(tokens.count(), budget);
        if (least > settings.maxChunks()) {
            throw tooMany("at least " + least);
        }
        Prefixes prefixes = new Prefixes(extracted, tokenizer, settings.maxPrefixTokens());
        Limits limits = new Limits(settings, tokens, prefixes, budget);
        Seams seams = new SeamFinder(text, tokens, limits).find(extracted.blocks());
        Assembly assembly = new Assembly(extracted, tokenizer, prefixes, settings, budget);
        List<Chunk> chunks = new ArrayList<>();
        for (Cutter.Piece piece : new Cutter(text, tokens, seams, limits).cut()) {
            assembly.add(piece, chunks);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("told to end");
            }
        }
        if (chunks.size() > settings.maxChunks()) {
            throw tooMany(Integer.toString(chunks.size()));
        }
        return chunks;
    }

    private PermanentFailure tooMany(String chunks) {
        return new PermanentFailure(
                Reason.TOO_MANY_CHUNKS, chunks + " chunks, at most " + settings.maxChunks() + " are indexed");
    }
}
