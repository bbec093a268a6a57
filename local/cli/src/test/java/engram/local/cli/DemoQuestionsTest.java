package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.cli.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoQuestionsTest {

    @TempDir
    Path folder;

    @Test
    void headingsOfAnyKindAreFoundWithoutTheirMarkup() {
        assertThat(DemoQuestions.headings("---\ntitle: \"Front matter\"\n---\n# One `two` #\ntext\n## [Link](http://x) here\n<h2 id=a>In HTML</h2>"))
                .containsExactly("Front matter", "One two", "Link here", "In HTML");
    }

    @Test
    void questionsAreSpreadOverTheFilesAndPreferTellingHeadings() throws IOException {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Path file = Files.writeString(folder.resolve(i + ".md"), "# Page\n\n## How number " + i + " is made\n\n## End\n");
            sources.add(new Source("w/" + i + ".md", file, 1));
        }
        assertThat(DemoQuestions.about(sources)).hasSize(3).allMatch(question -> question.startsWith("How number"));
    }

    @Test
    void aFileWithoutHeadingsAsksWithItsFirstWords() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "It was a bright cold day in April, and the clocks were striking thirteen.");
        assertThat(DemoQuestions.about(List.of(new Source("w/a.txt", file, 1)))).containsExactly("It was a bright cold day in April,");
    }

    @Test
    void filesWithoutTextAskNothing() throws IOException {
        Path file = Files.write(folder.resolve("a.bin"), new byte[] {1, 0, 2});
        assertThat(DemoQuestions.about(List.of(new Source("w/a.bin", file, 1)))).isEmpty();
    }
}
