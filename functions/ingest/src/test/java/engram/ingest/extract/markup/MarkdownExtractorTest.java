package engram.ingest.extract.markup;

import static org.assertj.core.api.Assertions.assertThat;

import engram.ingest.extract.Files;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MarkdownExtractorTest {

    private static final String PAGE =
            """
            ---
            title: "Index: settings"
            tags: [search, 'k-NN, exact']
            nav:
              order: 3
            authors:
              - Ann
              - Bob
            draft: # not yet
            summary: >
              What the index
              can be told.
            ---

            # Index settings

            First words with a [link](https://example.org).

            ## Static `index.knn`

            - one
            - two
              - inner

            | name | value |
            |------|-------|
            | a    | 1     |
            | b    | 2     |

            > quoted

            ```json
            {"a": 1}
            ```

            Setext
            ------

            Last line.
            """;

    private final Extracted page = Files.extract("docs/a.md", PAGE);

    @Test
    void theTextIsTheFile() {
        assertThat(page.text()).isEqualTo(PAGE);
        assertThat(page.contentType()).isEqualTo("text/markdown");
    }

    @Test
    void frontMatterBecomesMetadata() {
        assertThat(page.title()).isEqualTo("Index: settings");
        assertThat(page.metadata())
                .containsEntry("tags", List.of("search", "k-NN, exact"))
                .containsEntry("nav.order", List.of("3"))
                .containsEntry("authors", List.of("Ann", "Bob"))
                .containsEntry("summary", List.of("What the index can be told."))
                .doesNotContainKey("draft");
    }

    @Test
    void blocksAreInOrderAndKnowTheirHeadings() {
        assertThat(page.blocks().stream().map(block -> block.kind() + " " + String.join(" > ", block.headingPath())))
                .containsExactly(
                        "FRONT_MATTER ",
                        "HEADING Index settings",
                        "PARAGRAPH Index settings",
                        "HEADING Index settings > Static index.knn",
                        "LIST Index settings > Static index.knn",
                        "TABLE Index settings > Static index.knn",
                        "QUOTE Index settings > Static index.knn",
                        "CODE Index settings > Static index.knn",
                        "HEADING Index settings > Setext",
                        "PARAGRAPH Index settings > Setext");
    }

    @Test
    void aBlocksPartsAreItsItemsAndRows() {
        assertThat(parts(Block.Kind.LIST)).containsExactly("- one", "- two\n  - inner");
        assertThat(parts(Block.Kind.TABLE))
                .containsExactly("| name | value |\n|------|-------|\n", "| a    | 1     |", "| b    | 2     |");
    }

    @Test
    void theFirstHeadingIsTheTitleWhereFrontMatterHasNone() {
        assertThat(Files.extract("a.md", "## Sub\n\n# The *real* title {#anchor}\n\n# Other\n").title())
                .isEqualTo("The real title");
        assertThat(Files.extract("a.md", "no heading").title()).isEmpty();
    }

    @Test
    void dashesAtTheTopAreNotAlwaysFrontMatter() {
        for (String text : List.of("---\n\nWords.\n\n---\n", "---\na: b\n", "--- \n* list\n---\n", "---")) {
            Extracted extracted = Files.extract("a.md", text);
            assertThat(extracted.metadata()).isEmpty();
            assertThat(extracted.blocks()).extracting(Block::kind).doesNotContain(Block.Kind.FRONT_MATTER);
        }
    }

    private Stream<String> parts(Block.Kind kind) {
        return page.blocks().stream()
                .filter(block -> block.kind() == kind)
                .flatMap(block -> block.parts().stream())
                .map(part -> page.text().substring(part.start(), part.end()));
    }
}
