package engram.local.cli.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is paid for.
public record Bill(List<Line> lines) {

    public Bill {
        lines = List.copyOf(lines);
    }

    public double usd() {
        return lines.stream().mapToDouble(Line::usd).sum();
    }

    /// By service, in the order of the lines.
    public Map<String, Double> services() {
        return lines.stream().collect(Collectors.groupingBy(Line::service, LinkedHashMap::new, Collectors.summingDouble(Line::usd)));
    }
}
