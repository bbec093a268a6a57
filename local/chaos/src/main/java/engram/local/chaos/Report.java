package engram.local.chaos;

import engram.local.chaos.compare.Finding;
import engram.local.chaos.load.Asker;
import engram.local.chaos.load.Author.Work;
import engram.local.chaos.load.Changes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a run ended.
///
/// @param blows     that hit somebody, by kind
/// @param misses    blows that hit nobody, by kind
/// @param met       requests that met a fault of the network, by kind
/// @param changes   acknowledged by the bucket, each of which is an event
/// @param duplicates messages sent on top
/// @param outlived  leases that ran out while their holder was suspended, at most
/// @param passes    over documents, whatever came out
/// @param redriven  messages that lay in the dead-letter queue
/// @param settled   whether all had settled in time
/// @param settling  from the end of the last storm
/// @param missed    what was spoilt by hand in the end, and not found
public record Report(Plan plan, Map<Blow, Long> blows, Map<Blow, Long> misses, long storms, Map<Blow, Long> met, long requests, Map<Work, Long> work,
                     long changes, long documents, long chunks, long duplicates, long outlived, long passes, long redriven, boolean settled,
                     Duration settling, Changes.Times times, Asker.Tally during, Asker.Tally end, List<Finding> findings,
                     Set<String> missed) {

    public Report {
        blows = Map.copyOf(blows);
        misses = Map.copyOf(misses);
        met = Map.copyOf(met);
        work = Map.copyOf(work);
        findings = List.copyOf(findings);
        missed = Set.copyOf(missed);
    }

    public List<Finding> findings(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    public long lost() {
        return findings(Finding.Kind.LOST).size();
    }

    /// In the stores, or in answers.
    public long wrong() {
        return findings(Finding.Kind.WRONG).size() + during.wrong().count() + end.wrong().count();
    }

    public long failedHealthy() {
        return during.failedHealthy().count() + end.failedHealthy().count();
    }

    /// Whether all was kept that is promised.
    public boolean holds() {
        return settled && lost() == 0 && wrong() == 0 && failedHealthy() == 0 && missed.isEmpty();
    }
}
