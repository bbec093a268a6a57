package engram.local.cli.coldstart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.remote.Json;
import engram.local.cli.terminal.Table;
import engram.local.cli.terminal.Table.Column;
import engram.local.system.lambda.ColdStart.Kind;
import engram.local.system.lambda.ColdStart.Started;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/// Starts that were seen, by function and kind.
public final class Starts {

    /// The function that all are compared with.
    static final String BARE = "hello";

    private static final String NOT_BUILT = "not built";

    private final int runs;
    private final Map<String, Map<Kind, List<Started>>> seen = new LinkedHashMap<>();

    Starts(int runs) {
        this.runs = runs;
    }

    void add(String function, Kind kind, Started started) {
        seen.computeIfAbsent(function, _ -> new EnumMap<>(Kind.class)).computeIfAbsent(kind, _ -> new ArrayList<>()).add(started);
    }

    static String name(Kind kind) {
        return switch (kind) {
            case MANAGED -> "JVM";
            case CLASS_PATH -> "JVM, class path";
            case AOT -> "JVM, AOT cache";
            case SNAPSHOT -> "JVM, restored";
            case NATIVE -> "native";
        };
    }

    /// A row for each function and kind.
    public List<String> lines(int width) {
        Table table = new Table(Column.left("FUNCTION"), Column.left("PACKAGE"), Column.right("ANSWERED"), Column.right("RANGE"),
                Column.right("READY"), Column.right("RSS"), Column.right("TO HELLO"));
        seen.forEach((function, kinds) -> {
            for (Kind kind : Kind.values()) {
                if (kinds.containsKey(kind)) {
                    table.add(function, name(kind), milliseconds(median(kinds.get(kind), Starts::answered)), range(kinds.get(kind)),
                            milliseconds(median(kinds.get(kind), started -> started.ready().toNanos())),
                            "%d MiB".formatted(median(kinds.get(kind), Started::rssBytes) >> 20),
                            toBare(function, kind).stream().mapToObj("%.2f"::formatted).findFirst().orElse(""));
                } else {
                    table.add(function, name(kind), NOT_BUILT, "", "", "", "");
                }
            }
        });
        return table.lines(width);
    }

    public ObjectNode json() {
        ObjectNode json = Json.object().put("runs", runs);
        ArrayNode rows = json.putArray("starts");
        seen.forEach((function, kinds) -> kinds.forEach((kind, starts) -> {
            ObjectNode row = rows.addObject();
            toBare(function, kind).ifPresent(ratio -> row.put("toHello", ratio));
            row.put("function", function)
                    .put("package", kind.name().toLowerCase(Locale.ROOT))
                    .put("answeredSeconds", median(starts, Starts::answered) / 1e9)
                    .put("leastSeconds", starts.stream().mapToLong(Starts::answered).min().orElseThrow() / 1e9)
                    .put("mostSeconds", starts.stream().mapToLong(Starts::answered).max().orElseThrow() / 1e9)
                    .put("readySeconds", median(starts, started -> started.ready().toNanos()) / 1e9)
                    .put("rssBytes", median(starts, Started::rssBytes));
        }));
        return json;
    }

    /// None if the bare function was not started this way.
    private OptionalDouble toBare(String function, Kind kind) {
        List<Started> bare = seen.getOrDefault(BARE, Map.of()).get(kind);
        return bare == null
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) median(seen.get(function).get(kind), Starts::answered) / median(bare, Starts::answered));
    }

    private static long answered(Started started) {
        return started.answered().toNanos();
    }

    private static String range(List<Started> starts) {
        return "%d–%d".formatted(
                Duration.ofNanos(starts.stream().mapToLong(Starts::answered).min().orElseThrow()).toMillis(),
                Duration.ofNanos(starts.stream().mapToLong(Starts::answered).max().orElseThrow()).toMillis());
    }

    private static String milliseconds(long nanos) {
        return Duration.ofNanos(nanos).toMillis() + " ms";
    }

    private static long median(List<Started> starts, ToLongFunction<Started> figure) {
        long[] sorted = starts.stream().mapToLong(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
