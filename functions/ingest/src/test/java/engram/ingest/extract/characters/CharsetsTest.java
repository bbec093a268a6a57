package engram.ingest.extract.characters;

import static org.assertj.core.api.Assertions.assertThat;

import engram.ingest.extract.Files;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CharsetsTest {

    private static final String RUSSIAN =
            "Каждый охотник желает знать, где сидит фазан. Завтра утром мы поедем в город за хлебом и молоком.";

    private static final Map<String, List<String>> TEXTS = Map.ofEntries(
            Map.entry(
                    RUSSIAN,
                    List.of("windows-1251", "KOI8-R", "IBM866", "ISO-8859-5", "x-MacCyrillic", "IBM855")),
            Map.entry(
                    "Die Straße führt über die Brücke; größere Häuser stehen auf der Höhe. Äpfel für müde Gäste.",
                    List.of("windows-1252", "ISO-8859-1", "IBM850", "x-MacRoman")),
            Map.entry(
                    "L'été dernier nous avons été à Besançon, où la forêt était très belle; là-bas il y a des élèves.",
                    List.of("windows-1252", "ISO-8859-15", "IBM850", "x-MacRoman")),
            Map.entry(
                    "Mañana por la mañana iré al pueblo; ¿vendrás también? El niño comió piña en el jardín.",
                    List.of("windows-1252", "IBM850", "x-MacRoman")),
            Map.entry(
                    "Zażółć gęślą jaźń. Wczoraj wieczorem poszliśmy na długi spacer wzdłuż rzeki, było ciepło.",
                    List.of("windows-1250", "ISO-8859-2", "IBM852")),
            Map.entry(
                    "Příliš žluťoučký kůň úpěl ďábelské ódy. Večer jsme šli na procházku podél řeky a bylo teplo.",
                    List.of("windows-1250", "ISO-8859-2", "IBM852")),
            Map.entry(
                    "Η γρήγορη αλεπού πηδάει πάνω από τον τεμπέλη σκύλο. Αύριο θα πάμε στην πόλη.",
                    List.of("windows-1253", "ISO-8859-7")),
            Map.entry(
                    "Yarın sabah şehre gideceğiz; çocuklar bahçede oynuyor, güneş ışığı çok güzel.",
                    List.of("windows-1254", "ISO-8859-9")),
            Map.entry("מחר בבוקר ניסע העירה לקנות לחם וחלב, והילדים משחקים בחצר.", List.of("windows-1255", "ISO-8859-8")),
            Map.entry(
                    "غدا صباحا سنذهب إلى المدينة لشراء الخبز والحليب، والأطفال يلعبون في الحديقة.",
                    List.of("windows-1256", "ISO-8859-6")),
            Map.entry(
                    "明日の朝、町へパンと牛乳を買いに行きます。子供たちは庭で遊んでいます。",
                    List.of("Shift_JIS", "EUC-JP", "ISO-2022-JP")),
            Map.entry("明天早上我们去城里买面包和牛奶,孩子们在花园里玩耍。", List.of("GB18030", "GBK")),
            Map.entry("明天早上我們去城裡買麵包和牛奶,孩子們在花園裡玩耍。", List.of("Big5")),
            Map.entry("내일 아침 우리는 빵과 우유를 사러 시내에 갑니다. 아이들은 마당에서 놉니다.", List.of("EUC-KR")));

    static Stream<Arguments> legacy() {
        return TEXTS.entrySet().stream()
                .flatMap(text -> text.getValue().stream().map(charset -> Arguments.of(charset, text.getKey())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("legacy")
    void legacyCharsetsAreGuessed(String charset, String text) {
        assertThat(read("", text.getBytes(Charset.forName(charset)))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void unicodeIsKnownWithAndWithoutMark(String name) {
        Charset charset = Charset.forName(name);
        String text = "A sentence with an é, a 漢 and a \uD83D\uDE00.";
        assertThat(read("", text.getBytes(charset))).isEqualTo(text);
        assertThat(read("text/plain; charset=windows-1252", ("\uFEFF" + text).getBytes(charset)))
                .isEqualTo(text);
    }

    @Test
    void mainframeTextIsRead() {
        String text = "The quick brown fox jumps over the lazy dog, and then it sleeps.";
        assertThat(read("", text.getBytes(Charset.forName("IBM500")))).isEqualTo(text);
    }

    @Test
    void theDeclaredCharsetCountsWhereTheBytesAreNoUnicode() {
        String text = "Ω is read as declared";
        assertThat(read("text/plain; charset=\"ISO-8859-7\"", text.getBytes(Charset.forName("ISO-8859-7"))))
                .isEqualTo(text);
        assertThat(read("text/plain; charset=nonsense", "plain".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("plain");
    }

    @Test
    void aPageSaysItsCharset() {
        String page = "<meta charset='koi8-r'><p>" + RUSSIAN;
        assertThat(Files.extract("a.html", page, Charset.forName("KOI8-R")).text()).isEqualTo(RUSSIAN);
        String old = "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-7'><p>Ω";
        assertThat(Files.extract("a.html", old, Charset.forName("ISO-8859-7")).text()).isEqualTo("Ω");
    }

    @Test
    void aPageInUtf8MayClaimAnythingElse() {
        assertThat(Files.extract("a.html", "<meta charset='iso-8859-1'><p>naïve 漢字").text())
                .isEqualTo("naïve 漢字");
    }

    @Test
    void damagedUtf8StaysUtf8() {
        byte[] bytes = "Grüße aus der Küche für müde Gäste".getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - "ste".length() - 1);
        assertThat(read("", cut)).isEqualTo("Grüße aus der Küche für müde G\uFFFD");
    }

    @Test
    void halfASurrogatePairIsReplaced() {
        byte[] half = "\uFEFFwords \uD83D and more".getBytes(StandardCharsets.UTF_16LE);
        byte[] lone = "words ? and more".getBytes(StandardCharsets.UTF_16LE);
        lone[12] = 0x3D;
        lone[13] = (byte) 0xD8;
        assertThat(read("", lone)).isEqualTo("words \uFFFD and more");
        assertThat(read("", half)).doesNotContain("\uD83D");
    }

    private static String read(String contentType, byte[] bytes) {
        return Files.extract("a.txt", contentType, bytes).text();
    }
}
