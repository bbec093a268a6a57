package engram.local.cli.retention;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Table;
import engram.local.cli.terminal.Terminal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/// Answers of `retention` as lines and tables.
public final class Display {

    private final Terminal terminal;

    public Display(Terminal terminal) {
        this.terminal = terminal;
    }

    private record Total(long objects, long bytes) {
        Total plus(long more) {
            return new Total(objects + 1, bytes + more);
        }
    }

    /// @param most rows
    public void plan(JsonNode plan, int most) {
        Table table = new Table(
                Table.Column.left("RULE"),
                Table.Column.left("ACTION"),
                Table.Column.left("STANDING"),
                Table.Column.left("DUE"),
                Table.Column.right("SIZE"),
                Table.Column.left("SOURCE PATH"),
                Table.Column.left("WHY"));
        Map<String, Total> totals = new TreeMap<>();
        int rows = 0;
        for (JsonNode each : plan.path("intentions")) {
            String standing = words(each.path("standing").asText());
            totals.merge(
                    each.path("rule").asText() + " (" + each.path("action").asText() + "): " + standing,
                    new Total(1, each.path("size").asLong()),
                    (sum, one) -> sum.plus(one.bytes()));
            if (rows++ < most) {
                table.add(
                        each.path("rule").asText(), each.path("action").asText(), standing, second(each.path("due").asText()),
                        Amounts.bytes(each.path("size").asLong()), each.path("path").asText(), each.path("why").asText());
            }
        }
        lines(table);
        if (rows > most) {
            terminal.line("… and " + (rows - most) + " more: --rows, --json");
        }
        terminal.line(Amounts.count(plan.path("objects").asLong(), "object") + " in the bucket");
        totals.forEach((what, total) ->
                terminal.line("  " + what + ": " + Amounts.count(total.objects(), "object") + ", " + Amounts.bytes(total.bytes())));
    }

    public void sweep(JsonNode report) {
        JsonNode state = report.path("state");
        StringJoiner done = new StringJoiner(", ");
        state.path("done").properties().forEach(count -> done.add(count.getValue().asLong() + " " + count.getKey()));
        terminal.line("Sweep %d (%s): %s walked%s".formatted(
                state.path("number").asLong(), words(state.path("phase").asText()), Amounts.count(state.path("objects").asLong(), "object"),
                done.length() == 0 ? "" : ", " + done));
        state.path("skipped").forEach(what -> terminal.line("Passed over: " + what.asText()));
        JsonNode asks = state.path("asks");
        if (report.path("end").asText().equals("ASKS")) {
            terminal.line("It would act on %d of %d objects, which is more than the limits allow, and has not begun.".formatted(
                    asks.path("due").asLong(), asks.path("objects").asLong()));
            terminal.line("See local/engram retention plan; then allow exactly that: local/engram retention run --approve "
                    + asks.path("token").asText());
        }
    }

    public void holds(JsonNode holds) {
        Table table = new Table(
                Table.Column.left("ID"), Table.Column.left("ON"), Table.Column.left("VALUE"), Table.Column.left("BY"), Table.Column.left("SINCE"),
                Table.Column.left("REASON"));
        holds.forEach(hold -> table.add(
                hold.path("id").asText(), words(hold.path("kind").asText()), hold.path("value").asText(), hold.path("by").asText(),
                second(hold.path("at").asText()), hold.path("reason").asText()));
        if (table.isEmpty()) {
            terminal.note("There are no holds.");
        } else {
            lines(table);
        }
    }

    public void receipts(JsonNode receipts) {
        Table table = new Table(
                Table.Column.right("NUMBER"), Table.Column.left("WHAT"), Table.Column.left("AT"), Table.Column.left("BY"),
                Table.Column.left("RULE"), Table.Column.left("SOURCE PATH"), Table.Column.left("DETAIL"));
        receipts.forEach(receipt -> table.add(
                receipt.path("number").asText(), words(receipt.path("kind").asText()), second(receipt.path("at").asText()),
                receipt.path("by").asText(), receipt.at("/thing/rule").asText(), receipt.at("/thing/path").asText(), detail(receipt)));
        if (table.isEmpty()) {
            terminal.note("There are no receipts.");
        } else {
            lines(table);
        }
    }

    private static String detail(JsonNode receipt) {
        String proves = receipt.at("/thing/refersTo").isNumber() ? "of " + receipt.at("/thing/refersTo").asLong() + ": " : "";
        String hash = receipt.at("/thing/sha256").asText();
        return proves + receipt.path("detail").asText(hash.isEmpty() ? "" : "SHA-256 " + hash.substring(0, 16) + "…");
    }

    private void lines(Table table) {
        if (!table.isEmpty()) {
            table.lines(terminal.width()).forEach(terminal::line);
        }
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String second(String instant) {
        return instant.isEmpty() ? "" : Amounts.second(Instant.parse(instant), ZoneId.systemDefault());
    }
}
