package engram.local.cli.bench;

import engram.local.chaos.proxy.FaultProxy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the requests that stores get, by what they ask for: `ListObjectsV2`, `BatchGetItem`, `POST _search`.
final class Tally implements FaultProxy.Witness {

    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    @Override
    public void saw(String line, Optional<String> target) {
        counts.merge(target.map(Tally::operation).orElseGet(() -> name(line)), 1L, Long::sum);
    }

    private static String operation(String target) {
        return target.substring(target.indexOf('.') + 1);
    }

    private static String name(String line) {
        String[] words = line.split(" ", 3);
        String path = words.length > 1 ? words[1] : "";
        if (path.contains("list-type=2")) {
            return "ListObjectsV2";
        }
        int question = path.indexOf('?');
        String bare = question < 0 ? path : path.substring(0, question);
        String last = bare.substring(bare.lastIndexOf('/') + 1);
        return words[0] + (last.startsWith("_") ? " " + last : "");
    }

    /// Of all requests so far.
    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /// Of those that came since.
    Map<String, Long> since(Map<String, Long> before) {
        Map<String, Long> since = counts();
        before.forEach((name, count) -> since.computeIfPresent(name, (_, now) -> now - count));
        since.values().removeIf(count -> count == 0);
        return since;
    }
}
