package engram.local.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} against {1}: {2}")
    @CsvSource({
        "*.log, a.log, true",
        "*.log, deep/down/a.log, true",
        "*.log, a.log.md, false",
        "/a.md, a.md, true",
        "/a.md, deep/a.md, false",
        "docs/*.md, docs/a.md, true",
        "docs/*.md, docs/deep/a.md, false",
        "docs/**, docs/deep/a.md, true",
        "**/old/*, x/y/old/a.md, true",
        "**/old/*, old/a.md, true",
        "a/**/b, a/b, true",
        "a/**/b, a/x/y/b, true",
        "?.md, a.md, true",
        "?.md, ab.md, false",
        "[a-c].md, b.md, true",
        "[a-c].md, d.md, false",
        "[!a-c].md, d.md, true",
        "a+b(c).md, a+b(c).md, true",
        "\\*.md, *.md, true",
        "\\*.md, a.md, false",
        "é*, été.md, true",
    })
    void matchesAsGitDoes(String pattern, String path, boolean ignored) {
        assertThat(IgnoreRules.of(List.of(pattern)).ignores(path, false)).isEqualTo(ignored);
    }

    @Test
    void hiddenFilesAreLeftOutUnlessTakenBack() {
        assertThat(IgnoreRules.of(List.of()).ignores(".git", true)).isTrue();
        assertThat(IgnoreRules.of(List.of()).ignores("deep/.hidden", false)).isTrue();
        assertThat(IgnoreRules.of(List.of("!.hidden")).ignores("deep/.hidden", false)).isFalse();
    }

    @Test
    void aSlashAtTheEndMeansFoldersOnly() {
        IgnoreRules rules = IgnoreRules.of(List.of("build/"));
        assertThat(rules.ignores("build", true)).isTrue();
        assertThat(rules.ignores("deep/build", true)).isTrue();
        assertThat(rules.ignores("build", false)).isFalse();
    }

    @Test
    void theLastRuleThatMatchesHolds() {
        assertThat(IgnoreRules.of(List.of("*.md", "!a.md")).ignores("a.md", false)).isFalse();
        assertThat(IgnoreRules.of(List.of("!a.md", "*.md")).ignores("a.md", false)).isTrue();
    }

    @Test
    void rulesOfAFolderHoldBelowItOnlyAndTheCommandLineHasTheLastWord() throws IOException {
        Files.writeString(folder.resolve(IgnoreRules.FILE), "# a comment\n\n/top.md\nold\n");
        IgnoreRules rules = IgnoreRules.of(List.of("!kept/old")).below(folder, "sub/");
        assertThat(rules.ignores("sub/top.md", false)).isTrue();
        assertThat(rules.ignores("top.md", false)).isFalse();
        assertThat(rules.ignores("sub/deep/old", false)).isTrue();
        assertThat(rules.ignores("old", false)).isFalse();
        assertThat(rules.ignores("kept/old", false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"!", "/", "[z-a]"})
    void aPatternThatIsNoneIsNamed(String pattern) {
        assertThatThrownBy(() -> IgnoreRules.of(List.of(pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + pattern + "\" is no ignore pattern");
    }

    @Test
    void aBadLineIsNamedWithItsFile() throws IOException {
        Files.writeString(folder.resolve(IgnoreRules.FILE), "[z-a]\n");
        assertThatThrownBy(() -> IgnoreRules.of(List.of()).below(folder, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve(IgnoreRules.FILE).toString());
    }
}
