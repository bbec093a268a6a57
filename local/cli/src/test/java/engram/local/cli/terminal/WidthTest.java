package engram.local.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WidthTest {

    @Test
    void wideCharactersTakeTwoCellsAndCombiningMarksNone() {
        assertThat(Width.of("abc")).isEqualTo(3);
        assertThat(Width.of("日本")).isEqualTo(4);
        assertThat(Width.of("e\u0301")).isEqualTo(1);
        assertThat(Width.of("🙂")).isEqualTo(2);
    }

    @Test
    void cutsToCellsNeverWithinACharacter() {
        assertThat(Width.cutStart("docs/a/b/c.md", 8)).isEqualTo("…/b/c.md");
        assertThat(Width.cutStart("short", 8)).isEqualTo("short");
        assertThat(Width.cutEnd("🙂🙂🙂", 4)).isEqualTo("🙂…");
        assertThat(Width.cutStart("🙂🙂🙂", 4)).isEqualTo("…🙂");
    }

    @Test
    void wrapsAtWordsAndBreaksWhatIsLonger() {
        assertThat(Width.wrap("one two  three\nfour", 9)).containsExactly("one two", "three", "four");
        assertThat(Width.wrap("abcdefghijk lm", 5)).containsExactly("abcde", "fghij", "k lm");
        assertThat(Width.wrap("   ", 5)).isEmpty();
    }
}
