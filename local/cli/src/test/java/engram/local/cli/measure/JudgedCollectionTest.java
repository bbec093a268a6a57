package engram.local.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedCollectionTest {

    @TempDir
    Path folder;

    @BeforeEach
    void collection() throws IOException {
        Files.createDirectories(folder.resolve("qrels"));
        Files.writeString(folder.resolve("corpus.jsonl"), """
                {"_id": "a/1", "title": "T", "text": "some <b> text\\n\\nmore"}
                {"_id": "A/1", "text": "no title"}
                """);
        Files.writeString(folder.resolve("queries.jsonl"), """
                {"_id": "q1", "text": "first?"}
                {"_id": "q2", "text": "judged as having nothing?"}
                {"_id": "q3", "text": "not judged?"}
                """);
        Files.writeString(folder.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\nq1\ta/1\t2\nq1\tA/1\t0\nq2\tA/1\t0\n");
    }

    @Test
    void questionsAreThoseWithARelevantDocument() throws IOException {
        JudgedCollection collection = JudgedCollection.open(folder);
        assertThat(collection.questions()).containsExactly(Map.entry("q1", "first?"));
        assertThat(collection.grades()).containsOnlyKeys("q1");
        assertThat(collection.grades().get("q1")).containsEntry("a/1", 2);
    }

    @Test
    void documentsBecomePagesWithSafeNamesOfTheirOwn() throws IOException {
        List<String> names = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        JudgedCollection.open(folder).documents(document -> {
            names.add(CorpusPage.name(document.id()));
            pages.add(new String(CorpusPage.bytes(document), StandardCharsets.UTF_8));
        });
        assertThat(names).containsExactly("da_2f1.html", "d_41_2f1.html");
        assertThat(pages.getFirst()).contains("<title>T</title>", "<p>some &lt;b&gt; text</p>", "<p>more</p>");
        assertThat(pages.getLast()).doesNotContain("<title>");
        assertThat(CorpusPage.name("é".repeat(200))).hasSizeLessThan(130).isNotEqualTo(CorpusPage.name("é".repeat(201)));
    }

    @Test
    void whatIsMissingOrWrongIsNamedWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("qrels/test.tsv"), "heading\nq1\ta/1\tmuch\n");
        assertThatThrownBy(() -> JudgedCollection.open(folder)).isInstanceOf(IOException.class).hasMessageContaining("test.tsv:2");
        Files.delete(folder.resolve("qrels/test.tsv"));
        assertThatThrownBy(() -> JudgedCollection.open(folder)).isInstanceOf(IOException.class).hasMessageContaining("qrels/test.tsv does not exist");
    }
}
