package engram.local.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintableTest {

    private static final String HOSTILE = "a\u001b]0;title\u0007\u001b[2J\u009b31m\rb\u0000\u007f";

    private static String shown(boolean colour, String... lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(out, false, StandardCharsets.UTF_8), System.err, colour, false, 80);
        for (String line : lines) {
            terminal.line(line);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void controlCharactersAreReplacedAndLineBreaksBecomeSpaces() {
        assertThat(Printable.of(HOSTILE)).isEqualTo("a\uFFFD]0;title\uFFFD\uFFFD[2J\uFFFD31m b\uFFFD\uFFFD");
        assertThat(Printable.of("a\nb\tc\r\nd")).isEqualTo("a b c  d");
        assertThat(Printable.of("日本 é 👍")).isEqualTo("日本 é 👍");
    }

    @Test
    void aLineKeepsNoneOfThemWhetherThereIsColourOrNot() {
        for (boolean colour : new boolean[] {true, false}) {
            assertThat(shown(colour, HOSTILE).strip().chars()).noneMatch(Character::isISOControl);
        }
    }

    @Test
    void aLineKeepsItsOwnStyles() {
        Terminal terminal = new Terminal(System.out, System.err, true, false, 80);
        String styled = terminal.bold("title") + " and " + terminal.marked("word");
        assertThat(shown(true, styled)).isEqualTo(styled + "\n");
        assertThat(shown(true, terminal.bold("\u001b[2J"))).isEqualTo(terminal.bold("\uFFFD[2J") + "\n");
    }

    @Test
    void passagesAndCellsAreLinesWhateverTheTextHolds() {
        Terminal terminal = new Terminal(System.out, System.err, false, false, 80);
        assertThat(new Passage(terminal, "").lines("one\u001b[2J\ntwo", List.of(), 3)).containsExactly("one\uFFFD[2J two");
        Table table = new Table(Table.Column.left("A"), Table.Column.left("B"));
        table.add("x\ny", "z\u001bc");
        assertThat(table.lines(80)).containsExactly("A    B", "x y  z\uFFFDc");
    }
}
