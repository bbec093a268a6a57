package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.Files;
import engram.ingest.split.SplitSettings;
import engram.ingest.split.Splitter;
import engram.testing.WordTokenizer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Text that was made to hang, overflow or slip through: extraction and splitting end, and keep what they promise.
/// The time limits are generous: they are against hanging.
@Timeout(60)
final class HostileTextTest {

    private static final int DEEP = 100_000;
    private static final int LONG = 1 << 20;

    private final Splitter splitter = new Splitter(new WordTokenizer(510), SplitSettings.DEFAULT);

    static Stream<Arguments> files() {
        return Stream.of(
                file("quotes in quotes", "a.md", ">".repeat(DEEP) + " deep"),
                file("brackets", "a.md", "[".repeat(DEEP) + "x" + "]".repeat(DEEP)),
                file("links", "a.md", "[a](".repeat(DEEP)),
                file("a heading of stars", "a.md", "# " + "*a_ ".repeat(DEEP)),
                file("a heading of brackets", "a.md", "# " + "[".repeat(DEEP)),
                file("a heading of comments", "a.md", "# " + "<!--".repeat(DEEP)),
                file("headings only", "a.md", "# h\n".repeat(20_000)),
                file("lists in lists", "a.md", "- ".repeat(DEEP) + "x"),
                file("backticks", "a.md", counted(1_000, "`"::repeat, " ")),
                file("a wide table", "a.md", "|" + "a|".repeat(9_999) + "\n|" + "-|".repeat(9_999) + "\n" + "|a|\n".repeat(9_999)),
                file("definitions", "a.md", counted(20_000, i -> "[a" + i + "]: /u", "\n")),
                file("front matter of blanks", "a.md", "---\na" + " ".repeat(60_000) + "\n---\n"),
                file("much front matter", "a.md", "---\n" + "a: b\n".repeat(40_000) + "---\n"),
                file("fences", "a.md", "```\n".repeat(50_000)),
                file("elements in elements", "a.html", "<div>".repeat(DEEP) + "deep"),
                file("lists in lists of HTML", "a.html", "<ul><li>a".repeat(20_000)),
                file("tables in tables", "a.html", "<table><tr><td>a".repeat(10_000)),
                file("formatting", "a.html", "<p><b>x".repeat(10_000)),
                file("opening brackets", "a.html", "<".repeat(LONG)),
                file("attributes", "a.html", "<p " + "a ".repeat(DEEP) + ">x"),
                file("arrays in arrays", "a.json", "[".repeat(LONG)),
                file("objects in objects", "a.json", "{\"a\":".repeat(DEEP)),
                file("elements of XML in elements", "a.xml", "<a>".repeat(LONG / 3)),
                file("comments of XML never closed", "a.xml", "<!--".repeat(LONG / 4)),
                file("names", "a.yaml", "a: b\n".repeat(LONG / 5)),
                file("quotes never closed", "a.csv", "\"a,".repeat(LONG / 3)),
                file("a border of a grid", "a.rst", "+" + "-+".repeat(LONG / 2)),
                file("a border of a table", "a.rst", "=" + " =".repeat(LONG / 2)),
                file("sections", "a.rst", "ab\n==\n".repeat(LONG / 6)),
                file("listings never closed", "a.adoc", counted(1_000, i -> "-".repeat(i + 3), "\n")),
                file("items", "a.adoc", "* a\n".repeat(LONG / 4)),
                file("colons", "a.adoc", "a:: ".repeat(LONG / 4)),
                file("blank lines in code", "a.java", "a\n\n".repeat(LONG / 3)),
                file("folded lines of a mail", "a.eml", "Subject: x\n" + " y\n".repeat(LONG / 8) + "\nwords"),
                file("a word", "a.txt", "x".repeat(LONG)),
                file("emoji", "a.txt", "\uD83D\uDE00".repeat(LONG / 8)),
                file("families", "a.txt", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(LONG / 32)),
                file("flags", "a.txt", "\uD83C\uDDE9\uD83C\uDDEA".repeat(LONG / 16)),
                file("ideographs", "a.txt", "\u6F22\u5B57".repeat(LONG / 16)),
                file("accents upon accents", "a.txt", "a" + "\u0301".repeat(LONG / 2)),
                file("zero-width spaces", "a.txt", "a" + "\u200B".repeat(LONG / 4)),
                file("blanks", "a.txt", "a" + " ".repeat(LONG) + "b"),
                file("empty lines", "a.txt", "a" + "\n".repeat(LONG) + "b"),
                file("dots", "a.txt", ".".repeat(LONG / 2)),
                file("repeated lines", "a.txt", "GET /index.html 200\n".repeat(LONG / 20)),
                file("carriage returns", "a.txt", "some line\r".repeat(LONG / 20)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void endsAndCoversEveryCharacter(String what, String name, String text) {
        Extracted extracted = Files.extract(name, text);
        List<Chunk> chunks = splitter.split(extracted);
        int end = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.start()).isEqualTo(end);
            assertThat(Character.isLowSurrogate(chunk.text().charAt(0))).isFalse();
            assertThat(new WordTokenizer(510).count(chunk.embeddingText())).isLessThanOrEqualTo(254);
            assertThat(chunk.text().length()).isLessThanOrEqualTo(SplitSettings.DEFAULT.maxCharacters());
            end = chunk.end();
        }
        assertThat(end).isEqualTo(extracted.text().length());
    }

    @Test
    void tooManyChunksSaysHowMany() {
        Splitter few = new Splitter(new WordTokenizer(510), new SplitSettings(256, 0, 64, 8_000, 3));
        Extracted extracted = Files.extract("a.txt", "Some words in a sentence. ".repeat(1_000));
        try {
            few.split(extracted);
        } catch (PermanentFailure failure) {
            assertThat(failure.rejection().reason()).isEqualTo(Reason.TOO_MANY_CHUNKS);
            assertThat(failure.rejection().detail()).endsWith("chunks, at most 3 are indexed");
            return;
        }
        throw new AssertionError("expected a rejection");
    }

    @Test
    void aGiantTitleLeavesRoomForTheText() {
        String text = "# " + "title ".repeat(50_000) + "\n\n## Sub\n\n" + "A sentence of some words. ".repeat(500);
        List<Chunk> chunks = splitter.split(Files.extract("a.md", text));
        assertThat(chunks.getLast().title().length()).isLessThanOrEqualTo(300);
        assertThat(chunks.getLast().text()).contains("A sentence of some words.");
        assertThat(chunks.getLast().embeddingText()).startsWith("title title");
    }

    private static Arguments file(String what, String name, String text) {
        return Arguments.of(what, name, text);
    }

    private static String counted(int count, java.util.function.IntFunction<String> part, String between) {
        return IntStream.rangeClosed(1, count).mapToObj(part).collect(Collectors.joining(between));
    }
}
