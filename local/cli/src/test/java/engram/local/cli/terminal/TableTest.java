package engram.local.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.cli.terminal.Table.Column;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table(Column.left("STATUS"), Column.right("CHUNKS"), Column.left("REASON"), Column.left("PATH"));

    @Test
    void columnsAreAsWideAsTheirWidestValueAndEmptyOnesAreLeftOut() {
        table.add("INDEXED", "12", "", "w/a.md");
        table.add("EMPTY", "0", "", "w/long/b.md");
        assertThat(table.lines(80)).containsExactly(
                "STATUS   CHUNKS  PATH",
                "INDEXED      12  w/a.md",
                "EMPTY         0  w/long/b.md");
    }

    @Test
    void theLastColumnIsCutAtItsStartWhereTheTerminalIsNarrow() {
        table.add("FAILED", "0", "CORRUPT", "workspace/a/very/long/path/to/file.md");
        assertThat(table.lines(44)).containsExactly(
                "STATUS  CHUNKS  REASON   PATH",
                "FAILED       0  CORRUPT  …ng/path/to/file.md");
    }
}
