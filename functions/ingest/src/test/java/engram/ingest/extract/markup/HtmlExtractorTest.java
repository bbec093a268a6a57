package engram.ingest.extract.markup;

import static org.assertj.core.api.Assertions.assertThat;

import engram.ingest.extract.Files;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HtmlExtractorTest {

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <title>Opening  hours</title>
              <meta name="description" content="When we are open">
              <meta name="keywords" content="hours, shop">
              <script>var hidden = 1;</script>
              <style>p { color: red }</style>
            </head>
            <body>
              <h1>Our <em>shop</em></h1>
              <p>Open on
                 weekdays.<br>Closed on Sunday.</p>
              <template><p>never seen</p></template>
              <h2>Where</h2>
              <ul><li>Main street<ul><li>Back door</li></ul></li><li>Market <a href="/m">place</a></li></ul>
              <ol><li>Ring</li><li>Wait</li></ol>
              <table><tr><th>Day</th><th>From</th></tr><tr><td>Monday</td><td>9</td></tr></table>
              <pre>
            line 1
              line 2</pre>
              <blockquote><p>Best shop.</p></blockquote>
              <div>Look: <img src="a.png" alt="our shelves"></div>
              <script>alert("no")</script>
            </body>
            </html>
            """;

    private final Extracted page = Files.extract("a.html", PAGE);

    @Test
    void theTextIsWhatAReaderSees() {
        assertThat(page.text())
                .isEqualTo(
                        """
                        Our shop

                        Open on weekdays.
                        Closed on Sunday.

                        Where
                        - Main street
                          - Back door
                        - Market place
                        1. Ring
                        2. Wait
                        Day | From
                        Monday | 9

                        line 1
                          line 2
                        Best shop.

                        Look: our shelves""");
    }

    @Test
    void titleAndMetaElementsAreKept() {
        assertThat(page.title()).isEqualTo("Opening hours");
        assertThat(page.metadata())
                .containsEntry("description", List.of("When we are open"))
                .containsEntry("keywords", List.of("hours", "shop"))
                .containsEntry("language", List.of("en"));
        assertThat(Files.extract("a.html", "<h2>Sub</h2><h1>Top</h1>").title()).isEqualTo("Top");
    }

    @Test
    void blocksPointAtTheText() {
        assertThat(page.blocks().stream().map(block -> block.kind() + " " + cut(block)))
                .containsExactly(
                        "HEADING Our shop",
                        "PARAGRAPH Open on weekdays.\nClosed on Sunday.",
                        "HEADING Where",
                        "LIST - Main street\n  - Back door\n- Market place",
                        "LIST 1. Ring\n2. Wait",
                        "TABLE Day | From\nMonday | 9",
                        "CODE line 1\n  line 2",
                        "QUOTE Best shop.",
                        "PARAGRAPH Look: our shelves");
        assertThat(page.blocks().getLast().headingPath()).containsExactly("Our shop", "Where");
    }

    @Test
    void tablesThatLayOutAPageAreNoTables() {
        Extracted layout = Files.extract(
                "a.html", "<table><tr><td><h1>Top</h1><p>Words<td><table><tr><td>a<td>b</table></table>");
        assertThat(layout.blocks())
                .extracting(Block::kind)
                .containsExactly(Block.Kind.HEADING, Block.Kind.PARAGRAPH, Block.Kind.TABLE);
    }

    @Test
    void brokenMarkupLosesNoWords() {
        Extracted broken = Files.extract("a.html", "<p>one <b>two<p>three</i> four <td>five <li>six &bogus; <div>seven");
        assertThat(broken.text()).contains("one", "two", "three", "four", "five", "six", "&bogus;", "seven");
    }

    @Test
    void aPageWithoutWordsIsEmpty() {
        assertThat(Files.extract("a.html", "<html><body><script>x()</script>&nbsp;</body></html>").text())
                .isBlank();
    }

    @Test
    void aTitleThatIsTooLongIsPartOfTheText() {
        Extracted extracted = Files.extract("a.html", "<title>" + "word ".repeat(200) + "last</title><p>text");
        assertThat(extracted.title().length()).isLessThanOrEqualTo(300);
        assertThat(extracted.text()).endsWith("word last\n\ntext");
    }

    private String cut(Block block) {
        return page.text().substring(block.start(), block.end());
    }
}
