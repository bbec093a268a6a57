package engram.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.chaos.Blow;
import engram.local.chaos.Report;
import engram.local.chaos.compare.Finding;
import engram.local.chaos.load.Author.Work;
import engram.local.cli.remote.Json;
import engram.local.cli.terminal.Amounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A run's report, for people and for programs.
///
/// @param folder with data and logs, which are there if the run did not hold
record ChaosReport(Report report, Path folder) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        row(lines, "seed, minutes", report.plan().seed() + ", " + report.plan().time().toMinutes());
        row(lines, "faults", sum(report.blows()) + " in " + Amounts.count(report.storms(), "storm") + ", and " + sum(report.misses())
                + " that hit nobody" + misses());
        row(lines, "", byKind());
        row(lines, "documents", works() + "; " + report.documents() + " at the end, in " + Amounts.count(report.chunks(), "chunk"));
        row(lines, "events", report.changes() + ", and " + report.duplicates() + " duplicates of hints");
        row(lines, "passes", String.valueOf(report.passes()));
        row(lines, "leases outlived", "at most " + report.outlived() + " by suspended writers");
        row(lines, "DLQ", Amounts.count(report.redriven(), "message") + " redriven");
        row(lines, "searches", report.during().asked() + " under fire, of which " + report.during().failed() + " got no answer; "
                + report.end().asked() + " at the end");
        row(lines, "failed while healthy", String.valueOf(report.failedHealthy()));
        row(lines, "from change to settled", Amounts.time(report.times().medianHealthy()) + " in the median and "
                + Amounts.time(report.times().longestHealthy()) + " at most while healthy, " + Amounts.time(report.times().longest()) + " at most");
        row(lines, "all settled", report.settled() ? Amounts.time(report.settling()) + " after the end" : "NO, not within " + Amounts.time(report.settling()));
        row(lines, "orphans", report.findings(Finding.Kind.ORPHAN).size() + " in the index, never an answer");
        row(lines, "lost", String.valueOf(report.lost()));
        row(lines, "wrong", String.valueOf(report.wrong()));
        report.findings().forEach(finding -> lines.add("  " + finding));
        details().forEach((what, each) -> each.forEach(line -> lines.add("  " + what + ": " + line)));
        if (!report.holds()) {
            lines.add("Data and logs are kept in " + folder + "; what happened when is in logs/chaos.log there.");
        }
        return lines;
    }

    private static void row(List<String> lines, String what, String value) {
        lines.add("%-24s%s".formatted(what, value));
    }

    private static long sum(Map<Blow, Long> blows) {
        return blows.values().stream().mapToLong(count -> count).sum();
    }

    private String misses() {
        return report.misses().isEmpty() ? "" : new TreeMap<>(report.misses()).entrySet().stream()
                .map(each -> each.getKey().label() + " " + each.getValue()).collect(Collectors.joining(", ", ": ", ""));
    }

    private String byKind() {
        return new TreeMap<>(report.blows()).entrySet().stream().map(each -> each.getKey().label() + " " + each.getValue()
                + met(each.getKey())).collect(Collectors.joining(", "));
    }

    private String met(Blow blow) {
        Long requests = report.met().get(blow);
        return requests == null ? "" : " (" + Amounts.count(requests, "request") + ")";
    }

    private String works() {
        return new TreeMap<>(report.work()).entrySet().stream().map(each -> each.getValue() + " " + name(each.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String name(Work work) {
        return switch (work) {
            case WRITTEN -> "written";
            case EDITED -> "edited";
            case METADATA -> "with other metadata";
            case SAME -> "written again unchanged";
            case DELETED -> "deleted";
            case RECREATED -> "created again";
            case RENAMED -> "renamed";
        };
    }

    /// What is wrong, by where it was seen.
    private Map<String, List<String>> details() {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("wrong answer", report.during().wrong().first());
        all.put("wrong answer at the end", report.end().wrong().first());
        all.put("failed while healthy", report.during().failedHealthy().first());
        all.put("failed at the end", report.end().failedHealthy().first());
        all.put("spoilt by hand and not found", List.copyOf(report.missed()));
        return all;
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("seed", report.plan().seed()).put("minutes", report.plan().time().toMinutes());
        json.put("holds", report.holds()).put("lost", report.lost()).put("wrong", report.wrong());
        json.put("orphans", report.findings(Finding.Kind.ORPHAN).size());
        ObjectNode faults = json.putObject("faults");
        new TreeMap<>(report.blows()).forEach((blow, count) -> faults.put(blow.label(), count));
        ObjectNode misses = json.putObject("faultsThatHitNobody");
        new TreeMap<>(report.misses()).forEach((blow, count) -> misses.put(blow.label(), count));
        ObjectNode met = json.putObject("requestsThatMetAFault");
        new TreeMap<>(report.met()).forEach((blow, count) -> met.put(blow.label(), count));
        json.put("storms", report.storms()).put("requests", report.requests());
        ObjectNode work = json.putObject("documents");
        new TreeMap<>(report.work()).forEach((each, count) -> work.put(each.name().toLowerCase(Locale.ROOT), count));
        work.put("atTheEnd", report.documents()).put("chunksAtTheEnd", report.chunks());
        json.put("events", report.changes()).put("duplicates", report.duplicates()).put("passes", report.passes());
        json.put("leasesOutlived", report.outlived()).put("redriven", report.redriven());
        json.putObject("searches").put("asked", report.during().asked() + report.end().asked())
                .put("failed", report.during().failed() + report.end().failed()).put("failedWhileHealthy", report.failedHealthy());
        json.putObject("secondsFromChangeToSettled").put("medianWhileHealthy", seconds(report.times().medianHealthy()))
                .put("longestWhileHealthy", seconds(report.times().longestHealthy())).put("longest", seconds(report.times().longest()));
        json.put("settled", report.settled()).put("secondsToSettleAtTheEnd", seconds(report.settling()));
        ArrayNode findings = json.putArray("findings");
        report.findings().forEach(finding -> findings.addObject().put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                .put("sourcePath", finding.path()).put("what", finding.what()));
        details().forEach((what, each) -> each.forEach(line -> findings.addObject().put("kind", what).put("what", line)));
        if (!report.holds()) {
            json.put("kept", folder.toString());
        }
        return json;
    }

    private static double seconds(Duration time) {
        return Math.round(time.toMillis() / 10.0) / 100.0;
    }
}
