package engram.health;

import engram.domain.ModelVersion;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.ReconcileReport;
import engram.domain.health.Vitals.Alias;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the findings of one look mean.
final class Judgement {

    /// Kinds of differences that are a matter of people, and what these do; `docs/operations.md` says more.
    private static final Map<String, String> FOR_PEOPLE = Map.of(
            "CHUNKS_TWICE", "take the alias from the index that is the wrong one",
            "CHUNKS_STRAY", "delete those entries by their id, and see who put them there",
            "TOMBSTONE_OVERDUE", "turn time to live on for the table of the catalog (local/engram doctor --fix)",
            ReconcileReport.SAMPLED, "turn time to live on for the table of embeddings, and delete what has none");

    private final Thresholds thresholds;
    private final Findings found;
    private final List<Concern> concerns = new ArrayList<>();

    private Judgement(Thresholds thresholds, Findings found) {
        this.thresholds = thresholds;
        this.found = found;
    }

    /// Worst first.
    static List<Concern> of(Findings findings, Thresholds thresholds) {
        Judgement judgement = new Judgement(thresholds, findings);
        judgement.answers();
        // What was seen of the index earlier was well, and is held against nothing that was seen later.
        if (findings.earlier().isEmpty()) {
            judgement.unreachable(Code.INDEX_UNREACHABLE, findings.index());
            judgement.alias();
            judgement.catalog();
        }
        judgement.queues();
        judgement.behind();
        judgement.overdue();
        findings.reconcile().value().flatMap(report -> report).ifPresent(judgement::reconcile);
        judgement.concerns.sort((one, other) -> other.code().level().compareTo(one.code().level()));
        return List.copyOf(judgement.concerns);
    }

    private void answers() {
        unreachable(Code.BUCKET_UNREACHABLE, found.bucket());
        unreachable(Code.CATALOG_UNREACHABLE, found.catalog());
        unreachable(Code.QUEUE_UNREACHABLE, found.queue());
        unreachable(Code.EMBEDDINGS_UNREACHABLE, found.embeddings());
        // Nothing is known of the other queue where the queue itself does not say which that is.
        if (found.queue().trouble().isEmpty()) {
            unreachable(Code.DEAD_LETTER_QUEUE_UNREACHABLE, found.deadLetters());
        }
    }

    private void unreachable(Code code, Reply<?> reply) {
        reply.trouble().ifPresent(trouble -> concerns.add(Concern.of(code, trouble)));
    }

    private void alias() {
        if (found.index().trouble().isPresent()) {
            return;
        }
        unreachable(Code.ALIAS_MISSING, found.alias());
        found.alias().value().ifPresent(alias -> {
            if (alias.indexes().isEmpty()) {
                lost();
            } else if (alias.indexes().size() > 1) {
                add(Code.ALIAS_AMBIGUOUS, "the alias leads to " + new TreeSet<>(alias.indexes()),
                        "take the alias from all of them but the one that the functions' model needs");
            }
            mixed(alias);
            strange(alias);
        });
    }

    private void lost() {
        if (found.catalog().is(sample -> sample.indexed())) {
            add(Code.ALIAS_MISSING, "the catalog lists indexed documents, and there is no index",
                    "have it filled anew: local/engram fsck --repair, or wait for the schedule of reconcile; or restore it from a snapshot");
        }
    }

    private void catalog() {
        long chunks = found.index().value().flatMap(count -> count).orElse(0L);
        if (chunks > 0 && found.catalog().is(sample -> sample.whole() && !sample.indexed())) {
            add(Code.CATALOG_LOST, "the index holds " + chunks + " chunks, and the catalog lists no indexed document: none of them is an answer",
                    "have it filled anew: local/engram fsck --repair, or wait for the schedule of reconcile; or restore the table from its backup");
        }
    }

    private void mixed(Alias alias) {
        Set<ModelVersion> behind = found.catalog().value().map(sample -> sample.models()).orElse(Set.of());
        if (!alias.models().isEmpty() && !alias.models().containsAll(behind)) {
            add(Code.MODEL_VERSION_MIXED,
                    "the index is of %s, the catalog lists documents of %s".formatted(names(alias.models()), names(behind)),
                    "have those documents made anew: local/engram fsck --repair, or wait for the schedule of reconcile");
        }
    }

    /// Ingest refuses to write into an index of another model than its own.
    private void strange(Alias alias) {
        found.model().value().flatMap(model -> model)
                .filter(model -> !alias.models().isEmpty() && !alias.models().contains(model))
                .ifPresent(model -> add(Code.MODEL_VERSION_MIXED,
                        "the index is of %s, the ingest that began last makes documents of [%s]: it can write none"
                                .formatted(names(alias.models()), model.value()),
                        "deploy ingest with the model of the index, or have it write to an alias of its own (ENGRAM_INDEX_ALIAS)"));
    }

    private static Set<String> names(Set<ModelVersion> models) {
        Set<String> names = new TreeSet<>();
        models.forEach(model -> names.add(model.value()));
        return Collections.unmodifiableSet(names);
    }

    private void queues() {
        found.deadLetters().value().filter(dead -> dead > thresholds.deadLetters()).ifPresent(dead -> add(
                Code.DEAD_LETTERS, dead + " messages in the dead-letter queue",
                "see why they failed, mend that, and send them back: local/engram dlq, or the queue's redrive"));
        boolean waiting = found.queue().is(queue -> queue.waiting() > 0);
        boolean idle = found.recent().is(passes -> passes.handled() == 0);
        if (waiting && idle) {
            waitingSince().filter(since -> isOlder(since, thresholds.stalled())).ifPresent(since -> add(
                    Code.QUEUE_STALLED, "messages wait since " + since + ", and ingest handles none",
                    "see the log of ingest, its concurrency limit, and that its event source mapping is enabled"));
        }
    }

    private Optional<Instant> waitingSince() {
        return found.watchbook().value().flatMap(entry -> entry).flatMap(entry -> entry.waitingSince());
    }

    private void behind() {
        found.oldestUnsettled().value().flatMap(since -> since)
                .filter(since -> isOlder(since, thresholds.unsettled()))
                .ifPresent(since -> add(Code.UNSETTLED_TOO_LONG, "a document is unsettled since " + since,
                        "see the log of ingest for why its passes fail; it is tried again"));
        found.hour().value().map(Passes::lags).flatMap(lags -> lags.quantile(.95))
                .filter(lag -> lag.compareTo(thresholds.lag()) > 0)
                .ifPresent(lag -> add(Code.LAG_TOO_LONG,
                        "one in twenty documents of the last hour took longer than " + lag.toSeconds() + " s",
                        "wait if many came at once; else give ingest more concurrency, or the index more capacity"));
    }

    /// A first walk that never ends is one that does not come to its end, too.
    private void overdue() {
        boolean ever = found.reconcile().is(report -> report.isPresent());
        found.walked().filter(since -> isOlder(since, thresholds.reconcile())).ifPresent(since -> add(
                Code.RECONCILE_OVERDUE,
                ever ? "reconcile came to its end last at " + since : "reconcile never came to its end, and there are documents since " + since,
                "see the log of reconcile, and that its schedule is enabled"));
    }

    private void reconcile(ReconcileReport report) {
        drift(report);
        report.oldestFailed().flatMap(failed -> thresholds.failed().filter(limit -> isOlder(failed.since(), limit)))
                .ifPresent(_ -> add(Code.FAILED_TOO_LONG, "a document is FAILED since "
                        + report.oldestFailed().orElseThrow().since(),
                        "list the documents with status FAILED, and do what their reasons say"));
    }

    /// What no repair mends does not become less of itself, so it is told with what to do about it.
    private void drift(ReconcileReport report) {
        Map<String, Long> people = new TreeMap<>(report.differences());
        people.keySet().retainAll(FOR_PEOPLE.keySet());
        people.values().removeIf(count -> count == 0);
        long drift = report.drift();
        long mended = drift
                - people.entrySet().stream()
                        .filter(kind -> !kind.getKey().equals(ReconcileReport.SAMPLED))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        if (drift <= thresholds.drift()) {
            return;
        }
        List<String> remedies = new ArrayList<>();
        if (mended > 0) {
            remedies.add("local/engram fsck names them, with --repair they are mended; the schedule of reconcile does so, and looks again");
        }
        people.keySet().forEach(kind -> remedies.add("no repair mends " + kind + ": " + FOR_PEOPLE.get(kind)));
        add(Code.DRIFT, "reconcile saw " + drift + " differences at " + report.ended(), String.join("; ", remedies));
    }

    private boolean isOlder(Instant moment, Duration limit) {
        return moment.plus(limit).isBefore(found.at());
    }

    private void add(Code code, String what, String remedy) {
        concerns.add(new Concern(code, what, remedy));
    }
}
