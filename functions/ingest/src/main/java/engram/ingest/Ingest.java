package engram.ingest;

import engram.domain.Backoff;
import engram.domain.Bucket;
import engram.domain.Catalog;
import engram.domain.ChunkIndex;
import engram.domain.Doubt;
import engram.domain.Embedder;
import engram.domain.EmbeddingCache;
import engram.domain.HintQueue;
import engram.domain.Leases;
import engram.domain.NotAfter;
import engram.domain.PipelineVersion;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.ingest.extract.Extraction;
import engram.ingest.pii.PiiGuard;
import engram.ingest.split.Splitter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// Handles a batch of messages: one settlement for each distinct source path, however many messages name it.
public final class Ingest {

    private final WorkspaceMapping workspaces;
    private final Settlement settlement;
    private final SideBySide sideBySide;
    private final Duration reserve;
    private final InstantSource clock;

    /// Where the pipeline reaches the world.
    public record Ports(
            Bucket bucket,
            Catalog catalog,
            Leases leases,
            ChunkIndex index,
            EmbeddingCache cache,
            HintQueue queue,
            Embedder embedder) {}

    private Ingest(
            WorkspaceMapping workspaces,
            Settlement settlement,
            SideBySide sideBySide,
            Duration reserve,
            InstantSource clock) {
        this.workspaces = workspaces;
        this.settlement = settlement;
        this.sideBySide = sideBySide;
        this.reserve = reserve;
        this.clock = clock;
    }

    /// The pipeline, put together.
    ///
    /// @param owners a new name for each claim, never the same twice
    public static Ingest of(
            IngestSettings settings,
            WorkspaceMapping workspaces,
            Ports ports,
            Extraction extraction,
            PiiGuard guard,
            Splitter splitter,
            Backoff backoff,
            Supplier<String> owners,
            SideBySide sideBySide,
            InstantSource clock) {
        Pipeline pipeline = new Pipeline(
                new Reader(ports.bucket(), extraction, guard, splitter),
                new PassageEmbedder(ports.embedder(), ports.cache(), settings.embedAtOnce()),
                new Forgetting(ports.embedder().modelVersion(), ports.cache()),
                new IndexWriter(ports.index(), backoff),
                ports.catalog(),
                ports.leases(),
                workspace -> versionOf(extraction, guard.signature(workspace), splitter),
                settings.keepTombstones(),
                clock);
        Settlement settlement = new Settlement(
                ports.leases(),
                pipeline,
                ports.queue(),
                owners,
                settings.leaseMargin(),
                settings.keepTombstones(),
                clock);
        return new Ingest(workspaces, settlement, sideBySide, settings.reserve(), clock);
    }

    /// Of a pipeline of these.
    ///
    /// @param guard signature of what becomes of personal data
    public static PipelineVersion versionOf(Extraction extraction, String guard, Splitter splitter) {
        return new PipelineVersion(extraction.signature() + "-" + splitter.signature() + guard);
    }

    /// A message of the queue and the source paths that it names, in the order in which they are settled.
    ///
    /// @param doubts of some of them: what the index holds is not to be trusted
    public record Message(String id, Set<SourcePath> paths, Map<SourcePath, Doubt> doubts) {
        public Message {
            paths = Collections.unmodifiableSet(new LinkedHashSet<>(paths));
            doubts = Map.copyOf(doubts);
        }

        public Message(String id, Set<SourcePath> paths) {
            this(id, paths, Map.of());
        }
    }

    /// How several tasks are run; all have ended when it returns, and each result is its task's.
    @FunctionalInterface
    public interface SideBySide {
        <T> List<T> run(List<Callable<T>> tasks);
    }

    /// @param left until the invocation is ended from outside
    /// @return what became of each source path
    public Map<SourcePath, Outcome> handle(Collection<Message> messages, Duration left) {
        Set<SourcePath> paths = new LinkedHashSet<>();
        Map<SourcePath, Doubt> doubts = new HashMap<>();
        for (Message message : messages) {
            paths.addAll(message.paths());
            message.doubts().forEach((path, doubt) -> doubts.merge(path, doubt, Doubt::and));
        }
        Deadline deadline = new Deadline(clock.instant().plus(left), reserve, clock);

        List<Callable<Outcome>> tasks = paths.stream()
                .<Callable<Outcome>>map(path -> () -> NotAfter.call(
                        deadline.nearFrom(), () -> settlement.settle(
                                workspaces.documentAt(path), Optional.ofNullable(doubts.get(path)), deadline)))
                .toList();
        List<Outcome> results = sideBySide.run(tasks);

        Map<SourcePath, Outcome> outcomes = new LinkedHashMap<>();
        int at = 0;
        for (SourcePath path : paths) {
            outcomes.put(path, results.get(at++));
        }
        return outcomes;
    }
}
