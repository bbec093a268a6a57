package engram.local.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTest {

    private static Passage passage(boolean colour) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Passage(new Terminal(nowhere, nowhere, colour, false, 44), "    ");
    }

    @Test
    void wordsThatMatchedAreMarkedAsWholeWords() {
        assertThat(passage(true).lines("Leases and a lease, not released", List.of("a <em>lease</em>"), 3))
                .containsExactly("    Leases and a \u001b[1;4mlease\u001b[0m, not released");
    }

    @Test
    void withoutColourTextIsPlain() {
        assertThat(passage(false).lines("a lease", List.of("a <em>lease</em>"), 3)).containsExactly("    a lease");
    }

    @Test
    void ofALongTextThePartWithTheMatchesIsShown() {
        String text = "filler ".repeat(40) + "the needle is here " + "filler ".repeat(40);
        List<String> lines = passage(false).lines(text, List.of("<em>needle</em>"), 2);
        assertThat(lines).hasSize(2);
        assertThat(String.join(" ", lines)).contains("needle").endsWith("…");
    }

    @Test
    void signsInMatchesAreNoPatterns() {
        assertThat(passage(true).lines("costs $1 (a+b)", List.of("<em>a+b</em>"), 2)).containsExactly("    costs $1 (\u001b[1;4ma+b\u001b[0m)");
    }
}
