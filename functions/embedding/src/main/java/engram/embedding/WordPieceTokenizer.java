package engram.embedding;

import engram.domain.TokenSpans;
import engram.domain.Tokenizer;

/// The tokenizer of BERT's uncased models, in plain Java: splits at white space, punctuation and ideographs, folds
/// characters, then takes the longest known piece again and again. A word of more than 100 characters or with a part
/// that no piece fits is one `[UNK]`. The names of the model's marks (`[SEP]` and the like) are those marks in a text too,
/// as in the model's own tokenizer.
///
/// Where one character makes several tokens (Hangul), each of them covers that whole character.
public final class WordPieceTokenizer implements Tokenizer {

    private final Vocabulary vocabulary;
    private final CharacterFolding folding = new CharacterFolding();
    private final int maxTokens;
    private final Marks marks;
    private final int begin;
    private final int end;
    private final int unknown;

    WordPieceTokenizer(Vocabulary vocabulary, int maxTokens) {
        this.vocabulary = vocabulary;
        this.maxTokens = maxTokens;
        this.marks = new Marks(vocabulary);
        this.begin = vocabulary.number("[CLS]");
        this.end = vocabulary.number("[SEP]");
        this.unknown = vocabulary.number("[UNK]");
    }

    /// The tokenizer of the model that these settings name.
    ///
    /// @throws IllegalStateException if the model's vocabulary is not where the settings say
    public static WordPieceTokenizer open(EmbeddingSettings settings) {
        ModelFiles files = ModelFiles.of(settings);
        return new WordPieceTokenizer(Vocabulary.read(files.vocabulary()), files.spec().maxTokens() - ModelSpec.MARKS);
    }

    @Override
    public int maxTokens() {
        return maxTokens;
    }

    @Override
    public TokenSpans tokens(CharSequence text) {
        TokenSink.Spans spans = new TokenSink.Spans(text.length());
        scan(text, spans);
        return spans.toTokenSpans();
    }

    @Override
    public int count(CharSequence text) {
        TokenSink.Counter counter = new TokenSink.Counter();
        scan(text, counter);
        return counter.count;
    }

    /// Numbers of the text's tokens, `[CLS]` before and `[SEP]` behind them.
    int[] ids(CharSequence text) {
        TokenSink.Ids ids = new TokenSink.Ids(text.length());
        ids.token(begin, 0, 0);
        scan(text, ids);
        ids.token(end, text.length(), text.length());
        return ids.toArray();
    }

    private void scan(CharSequence text, TokenSink sink) {
        Word word = new Word(vocabulary, unknown, sink);
        int length = text.length();
        for (int at = 0; at < length; ) {
            char c = text.charAt(at);
            if (c < 128) {
                int mark = c == '[' ? marks.at(text, at) : Marks.NONE;
                if (mark != Marks.NONE) {
                    word.finish();
                    int after = at + marks.length(mark);
                    sink.token(marks.piece(mark), at, after);
                    at = after;
                } else {
                    ascii(c, at++, word);
                }
            } else {
                int codePoint = Character.codePointAt(text, at);
                int after = at + Character.charCount(codePoint);
                beyondAscii(codePoint, at, after, word);
                at = after;
            }
        }
        word.finish();
    }

    private static void ascii(char c, int at, Word word) {
        if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
            word.add(c, at, at + 1);
        } else if (c >= 'A' && c <= 'Z') {
            word.add(c + ('a' - 'A'), at, at + 1);
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            word.finish();
        } else if (c > ' ' && c < 127) {
            word.alone(c, at, at + 1);
        }
    }

    private void beyondAscii(int codePoint, int at, int after, Word word) {
        boolean ideograph = CharacterFolding.isIdeograph(codePoint);
        if (ideograph) {
            word.finish();
        }
        String folded = folding.fold(codePoint);
        if (folded == null) {
            classified(codePoint, at, after, word);
        } else {
            for (int i = 0; i < folded.length(); i += Character.charCount(folded.codePointAt(i))) {
                classified(folded.codePointAt(i), at, after, word);
            }
        }
        if (ideograph) {
            word.finish();
        }
    }

    private static void classified(int folded, int at, int after, Word word) {
        if (CharacterFolding.isSpace(folded)) {
            word.finish();
        } else if (CharacterFolding.isPunctuation(folded)) {
            word.alone(folded, at, after);
        } else {
            word.add(folded, at, after);
        }
    }
}
