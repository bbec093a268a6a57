package engram.local.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What samples of a process say of its growth. The first tenth of the documents is warm-up.
record MemoryFigures(List<MemorySample> samples) {

    private static final double WARM = 0.1;

    ObjectNode put(ObjectNode figures) {
        MemorySample last = samples.getLast();
        List<MemorySample> begin = between(WARM, 2 * WARM);
        List<MemorySample> end = between(1 - WARM, 1);
        return figures.put("documents", last.documents())
                .put("seconds", Math.round(last.seconds()))
                .put("documents per second", Math.round(10 * last.documents() / last.seconds()) / 10.0)
                .put("RSS after a tenth, MiB", Math.round(mean(begin, MemorySample::rssMebibytes)))
                .put("RSS in the last tenth, MiB", Math.round(mean(end, MemorySample::rssMebibytes)))
                .put("RSS at most, MiB", Math.round(samples.stream().mapToDouble(MemorySample::rssMebibytes).max().orElse(0)))
                .put("file handles after a tenth, at most", most(begin, sample -> sample.use().fileHandles()))
                .put("file handles in the last tenth, at most", most(end, sample -> sample.use().fileHandles()))
                .put("threads after a tenth, at most", most(begin, sample -> sample.use().threads()))
                .put("threads in the last tenth, at most", most(end, sample -> sample.use().threads()))
                .put("temporary files after a tenth", most(begin, MemorySample::temporaryFiles))
                .put("temporary files at the end", last.temporaryFiles());
    }

    private List<MemorySample> between(double from, double to) {
        long all = samples.getLast().documents();
        List<MemorySample> chosen = samples.stream()
                .filter(sample -> sample.documents() >= from * all && sample.documents() <= to * all)
                .toList();
        return chosen.isEmpty() ? List.of(samples.getLast()) : chosen;
    }

    private static double mean(List<MemorySample> samples, ToDoubleFunction<MemorySample> value) {
        return samples.stream().mapToDouble(value).average().orElseThrow();
    }

    private static long most(List<MemorySample> samples, ToDoubleFunction<MemorySample> value) {
        return (long) samples.stream().mapToDouble(value).max().orElseThrow();
    }
}
