package engram.local.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    private static final IgnoreRules NONE = IgnoreRules.of(List.of());

    @TempDir
    Path folder;

    private Path docs;

    @BeforeEach
    void someFiles() throws IOException {
        docs = Files.createDirectories(folder.resolve("docs/deep")).getParent();
        Files.writeString(docs.resolve("a.md"), "a");
        Files.writeString(docs.resolve("deep/b c+é.md"), "b");
        Files.writeString(docs.resolve(".hidden.md"), "h");
        Files.writeString(folder.resolve("top.txt"), "top");
    }

    private List<String> keys(List<String> paths, IgnoreRules rules) throws IOException {
        return Sources.of("w", paths, rules).all().stream().map(Source::key).toList();
    }

    @Test
    void aFolderKeepsItsName() throws IOException {
        assertThat(keys(List.of(docs.toString()), NONE)).containsExactly("w/docs/a.md", "w/docs/deep/b c+é.md");
    }

    @Test
    void aFolderWithASlashAtTheEndGivesItsContents() throws IOException {
        assertThat(keys(List.of(docs + "/"), NONE)).containsExactly("w/a.md", "w/deep/b c+é.md");
    }

    @Test
    void dotsGiveContents() {
        assertThat(Sources.prefix("w", ".")).isEqualTo("w/");
        assertThat(Sources.prefix("w", "..")).isEqualTo("w/");
        assertThat(Sources.prefix("w", "x/.")).isEqualTo("w/");
        assertThat(Sources.prefix("w", "../docs")).isEqualTo("w/docs/");
    }

    @Test
    void aFileGoesByItsNameHiddenOrNot() throws IOException {
        assertThat(keys(List.of(folder.resolve("top.txt").toString(), docs.resolve(".hidden.md").toString()), NONE))
                .containsExactly("w/top.txt", "w/.hidden.md");
    }

    @Test
    void rulesOfNestedFoldersAreHeeded() throws IOException {
        Files.writeString(docs.resolve("deep/" + IgnoreRules.FILE), "*.md\n");
        assertThat(keys(List.of(docs.toString()), NONE)).containsExactly("w/docs/a.md");
    }

    @Test
    void anIgnoredFolderIsNotEntered() throws IOException {
        assertThat(keys(List.of(docs.toString()), IgnoreRules.of(List.of("deep/", "!b c+é.md")))).containsExactly("w/docs/a.md");
    }

    @Test
    void linksAreFollowedToFilesInsideTheTreeOnly() throws IOException {
        Files.createSymbolicLink(docs.resolve("inside.md"), Path.of("a.md"));
        Files.createSymbolicLink(docs.resolve("outside.txt"), folder.resolve("top.txt"));
        Files.createSymbolicLink(docs.resolve("loop"), docs);
        Files.createSymbolicLink(docs.resolve("dangling"), Path.of("nowhere"));
        Sources sources = Sources.of("w", List.of(docs.toString()), NONE);
        assertThat(sources.all()).extracting(Source::key).contains("w/docs/inside.md").doesNotContain("w/docs/outside.txt");
        assertThat(sources.strays()).extracting(Path::getFileName).map(Path::toString)
                .containsExactlyInAnyOrder("outside.txt", "loop", "dangling");
    }

    @Test
    void twoFilesForOneKeyAreRefusedByName() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other/docs"));
        Files.writeString(other.resolve("a.md"), "another");
        assertThatThrownBy(() -> Sources.of("w", List.of(docs.toString(), other.toString()), NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(docs.resolve("a.md").toString(), other.resolve("a.md").toString(), "w/docs/a.md");
    }

    @Test
    void whatDoesNotExistIsRefusedByName() {
        assertThatThrownBy(() -> Sources.of("w", List.of(folder.resolve("nothing").toString()), NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing does not exist");
    }

    @Test
    void aKeyLongerThanS3AllowsIsRefused() throws IOException {
        Path deep = folder.resolve(("d".repeat(200) + "/").repeat(5) + "e".repeat(30));
        Files.createDirectories(deep.getParent());
        Files.writeString(deep, "x");
        assertThatThrownBy(() -> Sources.of("w", List.of(folder + "/"), NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("S3 allows 1024");
    }

    @Test
    void linksThatGoRoundAndRoundLeadNowhere() throws IOException {
        Files.createSymbolicLink(docs.resolve("one"), Path.of("other"));
        Files.createSymbolicLink(docs.resolve("other"), Path.of("one"));
        assertThat(Sources.of("w", List.of(docs.toString()), NONE).strays()).hasSize(2);
    }

    @Test
    void whatCannotBeLookedAtIsNamedAndNotTakenForAbsent() throws IOException {
        Path odd = Files.createSymbolicLink(docs.resolve("odd.md"), Path.of("x".repeat(300)));
        assertThatThrownBy(() -> Sources.of("w", List.of(docs.toString()), NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(odd.toString());
    }

    @Test
    void rulesThatCannotBeLookedAtAreNotTakenForAbsent() throws IOException {
        Path rules = docs.resolve(IgnoreRules.FILE);
        Files.createSymbolicLink(rules, rules);
        assertThatThrownBy(() -> Sources.of("w", List.of(docs.toString()), NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(IgnoreRules.FILE);
    }
}
