package engram.local.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows under headings, as wide as what they hold. Where that is wider than the terminal, the last column is cut at its start.
public final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST_LAST = 16;

    /// @param right whether the column's values end at the same cell, as numbers do
    public record Column(String heading, boolean right) {
        public static Column left(String heading) {
            return new Column(heading, false);
        }

        public static Column right(String heading) {
            return new Column(heading, true);
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /// @param cells as they are shown, in one line: what is no character to print is replaced
    public void add(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("expected " + columns.size() + " cells, got " + cells.length);
        }
        rows.add(Stream.of(cells).map(Printable::of).toList());
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// Heading and rows; columns without any value are left out.
    public List<String> lines(int width) {
        List<Integer> shown = IntStream.range(0, columns.size())
                .filter(c -> rows.stream().anyMatch(row -> !row.get(c).isEmpty()))
                .boxed()
                .toList();
        int[] widths = IntStream.range(0, columns.size()).map(this::widest).toArray();
        int last = columns.size() - 1;
        int before = shown.stream().filter(c -> c != last).mapToInt(c -> widths[c] + GAP.length()).sum();
        widths[last] = Math.min(widths[last], Math.max(NARROWEST_LAST, width - before));
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::heading).toList(), shown, widths));
        rows.forEach(row -> lines.add(line(row, shown, widths)));
        return lines;
    }

    private int widest(int column) {
        return Math.max(
                Width.of(columns.get(column).heading()),
                rows.stream().mapToInt(row -> Width.of(row.get(column))).max().orElse(0));
    }

    private String line(List<String> cells, List<Integer> shown, int[] widths) {
        return shown.stream()
                .map(c -> cell(columns.get(c), cells.get(c), widths[c]))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private static String cell(Column column, String text, int width) {
        String fitting = Width.cutStart(text, width);
        return column.right() ? Width.padLeft(fitting, width) : Width.padRight(fitting, width);
    }
}
