package engram.health.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import engram.domain.Status;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.Lags;
import engram.domain.health.ReconcileReport;
import engram.domain.health.RetentionReport;
import engram.domain.health.Vitals.Alias;
import engram.health.Code;
import engram.health.Concern;
import engram.health.Findings;
import engram.health.Reply;
import engram.health.Seen;
import engram.health.Trouble;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The page, as `docs/api.md` describes it. What is not known is left out.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@RegisterForReflection
record HealthResponse(
        String status,
        Instant at,
        List<Problem> problems,
        List<Dependency> dependencies,
        Optional<Queue> queue,
        Optional<Instant> oldestUnsettled,
        Optional<Ingest> ingest,
        Optional<Long> chunks,
        Optional<String> modelVersion,
        Reconcile reconcile,
        Retention retention) {

    @RegisterForReflection
    record Problem(String code, String severity, String what, String remedy) {
        static Problem of(Concern concern) {
            return new Problem(
                    concern.code().name(), lower(concern.code().level()), concern.what(), concern.remedy());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @RegisterForReflection
    record Dependency(
            String name,
            String status,
            long latencyMillis,
            Optional<Instant> lastSuccess,
            Optional<String> error,
            Optional<String> remedy,
            Optional<Instant> seenAt,
            Optional<Long> ageSeconds) {
        static Dependency of(String name, Reply<?> reply) {
            return new Dependency(
                    name,
                    reply.trouble().isEmpty() ? "up" : "down",
                    reply.took().toMillis(),
                    reply.lastSuccess(),
                    reply.trouble().map(Trouble::error),
                    reply.trouble().map(Trouble::remedy),
                    Optional.empty(),
                    Optional.empty());
        }

        /// Index and alias, of which may be known no more than what they said earlier: who asks for the page asks them.
        static Dependency ofIndex(String name, Reply<?> reply, Findings found) {
            return found.earlier().map(earlier -> new Dependency(
                    name,
                    "waking",
                    reply.took().toMillis(),
                    Stream.of(reply.lastSuccess(), Optional.of(earlier.at())).flatMap(Optional::stream).max(Comparator.naturalOrder()),
                    reply.trouble().map(trouble -> trouble.error() + ": it may be waking up"),
                    reply.trouble().map(_ -> "ask again in half a minute"),
                    Optional.of(earlier.at()),
                    found.indexAge().map(Duration::toSeconds))).orElseGet(() -> of(name, reply));
        }

        /// The model of ingest is asked for; whether it is the index's, and that of documents, is a judgement.
        static Dependency ofModel(Seen seen) {
            Dependency asked = of("modelVersion", seen.findings().model());
            Optional<Trouble> mixed = seen.concerns().stream()
                    .filter(concern -> concern.code() == Code.MODEL_VERSION_MIXED)
                    .findFirst()
                    .map(concern -> new Trouble(concern.what(), concern.remedy()));
            return mixed.isEmpty() || asked.error().isPresent()
                    ? asked
                    : new Dependency(asked.name(), "down", asked.latencyMillis(), asked.lastSuccess(),
                            mixed.map(Trouble::error), mixed.map(Trouble::remedy), Optional.empty(), Optional.empty());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @RegisterForReflection
    record Queue(long waiting, long inFlight, long delayed, Optional<Long> deadLetters, Optional<Instant> waitingSince) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @RegisterForReflection
    record Ingest(long handledLastHour, long measured, Optional<Long> p50Millis, Optional<Long> p95Millis, Optional<Long> p99Millis) {
        static Ingest of(Passes passes) {
            Lags lags = passes.lags();
            return new Ingest(passes.handled(), lags.total(), millis(lags, .5), millis(lags, .95), millis(lags, .99));
        }

        private static Optional<Long> millis(Lags lags, double share) {
            return lags.quantile(share).map(Duration::toMillis);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @RegisterForReflection
    record Reconcile(
            String state,
            Optional<Instant> ended,
            Optional<Long> tookMillis,
            Optional<Map<Status, Long>> documents,
            Optional<Long> drift,
            Optional<Map<String, Long>> differences,
            Optional<Failed> oldestFailed) {

        static Reconcile of(Reply<Optional<ReconcileReport>> reply) {
            return reply.value()
                    .map(report -> report.map(Reconcile::of).orElseGet(() -> unknown("not known yet: reconcile has not run")))
                    .orElseGet(() -> unknown("not known: " + reply.trouble().orElseThrow().error()));
        }

        private static Reconcile of(ReconcileReport report) {
            return new Reconcile(
                    "known",
                    Optional.of(report.ended()),
                    Optional.of(report.took().toMillis()),
                    Optional.of(new TreeMap<>(report.documents())),
                    Optional.of(report.drift()),
                    Optional.of(new TreeMap<>(report.differences())),
                    report.oldestFailed().map(Failed::of));
        }

        private static Reconcile unknown(String why) {
            return new Reconcile(why, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty());
        }
    }

    @RegisterForReflection
    record Failed(String sourcePath, String reason, Instant since) {
        static Failed of(ReconcileReport.Failed failed) {
            return new Failed(failed.path().key(), failed.reason().name(), failed.since());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @RegisterForReflection
    record Retention(String state, Optional<Instant> at, Optional<Long> holds, Optional<Long> held) {
        static Retention of(Reply<Optional<RetentionReport>> reply) {
            return reply.value()
                    .map(report -> report.map(Retention::of)
                            .orElseGet(() -> unknown("not known yet: retention has neither swept nor been given a hold")))
                    .orElseGet(() -> unknown("not known: " + reply.trouble().orElseThrow().error()));
        }

        private static Retention of(RetentionReport report) {
            return new Retention("known", Optional.of(report.at()), Optional.of(report.holds()), Optional.of(report.held()));
        }

        private static Retention unknown(String why) {
            return new Retention(why, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    static HealthResponse of(Seen seen) {
        Findings found = seen.findings();
        return new HealthResponse(
                lower(seen.level()),
                found.at(),
                seen.concerns().stream().map(Problem::of).toList(),
                List.of(
                        Dependency.of("bucket", found.bucket()),
                        Dependency.of("queue", found.queue()),
                        Dependency.of("deadLetterQueue", found.deadLetters()),
                        Dependency.of("catalog", found.catalog()),
                        Dependency.of("embeddings", found.embeddings()),
                        Dependency.ofIndex("index", found.index(), found),
                        Dependency.ofIndex("alias", found.alias(), found),
                        Dependency.ofModel(seen)),
                queue(found),
                found.oldestUnsettled().value().flatMap(since -> since),
                found.hour().value().map(Ingest::of),
                found.chunks(),
                found.indexes().flatMap(HealthResponse::model),
                Reconcile.of(found.reconcile()),
                Retention.of(found.retention()));
    }

    private static Optional<Queue> queue(Findings found) {
        return found.queue().value().map(queue -> new Queue(
                queue.waiting(),
                queue.inFlight(),
                queue.delayed(),
                found.deadLetters().value(),
                found.watchbook().value().flatMap(entry -> entry).flatMap(entry -> entry.waitingSince())));
    }

    private static Optional<String> model(Alias alias) {
        return alias.models().size() == 1
                ? Optional.of(alias.models().iterator().next().value())
                : Optional.empty();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
