package engram.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.TokenSpans;
import engram.domain.Tokenizer;
import engram.testing.contract.TokenizerContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPieceTokenizerTest extends TokenizerContract {

    private static final WordPieceTokenizer TOKENIZER =
            WordPieceTokenizer.open(TestModels.settings(TestModels.MINILM, 1));

    @Override
    protected Tokenizer tokenizer() {
        return TOKENIZER;
    }

    /// Numbers that Huggingface's tokenizers 0.23.2 gives with the model's tokenizer.json.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "unaffable embeddings | 14477 20961 3468 7861 8270 4667 2015",
        "Déjà vu, 東京タワー! | 2139 3900 24728 1010 1879 1755 1709 30262 30265 999",
        "e\u0301te\u0301 [mask] [MASK]s | 3802 2063 1031 7308 1033 103 1055",
        "한국어 [SEP] x | 1469 30006 30021 29991 30014 30020 29999 30008 102 1060",
        "Ⅷ ﬁne İstanbul ΣΊΣΥΦΟΣ | 100 1984 2638 9960 1173 18199 29733 29735 29736 29730 29733",
        "a≠b \u0085c\u2028d\u000bq | 1037 1027 1038 1039 25410",
        "\ud834\udd65\ud834\udd6d ½ | 100 1092",
    })
    void tokensAreThoseOfTheModelsOwnTokenizer(String text, String ids) {
        assertThat(ids(text)).isEqualTo(ids);
    }

    @Test
    void marksStandAroundEveryText() {
        assertThat(TOKENIZER.ids("")).containsExactly(101, 102);
        assertThat(TOKENIZER.ids("test")).containsExactly(101, 3231, 102);
    }

    @Test
    void countLeavesTheMarksOut() {
        assertThat(TOKENIZER.maxTokens()).isEqualTo(254);
        assertThat(TOKENIZER.count("How are you doing?")).isEqualTo(5);
    }

    @Test
    void spansCoverTheCharactersOfEachToken() {
        String text = "Un\u0301affable\tΣ,\ud83d\ude00";
        TokenSpans spans = TOKENIZER.tokens(text);
        List<String> covered = new ArrayList<>();
        for (int i = 0; i < spans.count(); i++) {
            covered.add(text.substring(spans.start(i), spans.end(i)));
        }
        assertThat(covered).containsExactly("Un\u0301a", "ffa", "ble", "Σ", ",", "\ud83d\ude00");
    }

    @Test
    void tokensOfOneCharacterShareItsSpan() {
        TokenSpans spans = TOKENIZER.tokens("한국");
        assertThat(spans.count()).isEqualTo(6);
        assertThat(List.of(spans.start(2), spans.end(2), spans.start(3), spans.end(3))).containsExactly(0, 1, 1, 2);
    }

    @Test
    void aWordOfOverAHundredCharactersIsOneUnknownToken() {
        assertThat(ids("a".repeat(101))).isEqualTo("100");
        assertThat(TOKENIZER.count("a".repeat(100))).isGreaterThan(1);
        assertThat(ids("\ud83d\ude00".repeat(101) + " a")).isEqualTo("100 1037");
    }

    @Test
    void loneSurrogatesAndControlCharactersAreNothing() {
        assertThat(ids("a\ud800b\u0000\ufffd\u200bc \udc00")).isEqualTo(ids("abc"));
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void hostileTextsOfMegabytesAreCountedRight() {
        int size = 10_000_000;
        assertThat(TOKENIZER.count("a".repeat(size))).isEqualTo(1);
        assertThat(TOKENIZER.count("e" + "\u0301\u0323".repeat(size / 2))).isEqualTo(1);
        assertThat(TOKENIZER.count("[MASK".repeat(size / 5))).isEqualTo(size / 5 * 2);
        assertThat(TOKENIZER.tokens("\u6f22".repeat(size)).count()).isEqualTo(size);
    }

    private static String ids(String text) {
        int[] ids = TOKENIZER.ids(text);
        StringBuilder joined = new StringBuilder();
        for (int i = 1; i < ids.length - 1; i++) {
            joined.append(i > 1 ? " " : "").append(ids[i]);
        }
        return joined.toString();
    }
}
