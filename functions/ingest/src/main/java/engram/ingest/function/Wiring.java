package engram.ingest.function;

import engram.domain.Backoff;
import engram.domain.Bucket;
import engram.domain.Catalog;
import engram.domain.ChunkIndex;
import engram.domain.DoubtQueue;
import engram.domain.Embedder;
import engram.domain.EmbeddingCache;
import engram.domain.HintQueue;
import engram.domain.IndexContent;
import engram.domain.Leases;
import engram.domain.PipelineVersion;
import engram.domain.Redelivery;
import engram.domain.Tokenizer;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import engram.domain.health.LagLog;
import engram.domain.health.VersionLog.Versions;
import engram.domain.health.VersionLog;
import engram.embedding.EmbeddingSettings;
import engram.embedding.LoadingEmbedder;
import engram.ingest.Ingest;
import engram.ingest.IngestSettings;
import engram.ingest.Verification;
import engram.ingest.extract.Extraction;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.bounds.ParserBounds;
import engram.ingest.pii.PiiGuard;
import engram.ingest.pii.PiiPolicies;
import engram.ingest.split.SplitSettings;
import engram.ingest.split.Splitter;
import engram.storage.FailureConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the pipeline together.
final class Wiring {

    @Produces
    @Singleton
    @Startup
    LoadingEmbedder model(@ConfigProperty(name = "engram.model.directory") Path directory, IngestConfig config) {
        EmbeddingSettings oneACore = EmbeddingSettings.in(directory);
        return LoadingEmbedder.begin(new EmbeddingSettings(
                oneACore.modelDirectory(), config.model(), config.sessions().orElse(oneACore.sessions())));
    }

    void close(@Disposes LoadingEmbedder model) {
        model.close();
    }

    @Produces
    @Singleton
    Messages messages(@ConfigProperty(name = "engram.bucket") String bucket) {
        return new Messages(bucket);
    }

    @Produces
    @Singleton
    RetryDelays retryDelays(Redelivery redelivery, FailureConfig config) {
        return new RetryDelays(redelivery, config.redelivery(), new Random());
    }

    @Produces
    @Singleton
    PassLog passLog(LagLog log) {
        return new PassLog(log, InstantSource.system());
    }

    @Produces
    @Singleton
    Extraction extraction(IngestConfig config) {
        return new Extraction(ExtractionSettings.DEFAULT
                .withMaxBytes(config.maxObjectBytes())
                .withParsers(bounds(config)));
    }

    @Produces
    @Singleton
    Splitter splitter(Tokenizer tokenizer, IngestConfig config) {
        return new Splitter(
                tokenizer,
                SplitSettings.DEFAULT.withMaxTokens(config.maxTokens()).withOverlap(config.overlapTokens()));
    }

    @Produces
    @Singleton
    PiiPolicies policies(IngestConfig config) {
        return PiiPolicies.of(config.piiPolicy(), config.piiPolicies().orElse(List.of()));
    }

    @Produces
    @Singleton
    PiiGuard guard(PiiPolicies policies) {
        return new PiiGuard(policies);
    }

    @Produces
    @Singleton
    VersionNotice versionNotice(
            VersionLog log, Extraction extraction, PiiPolicies policies, Splitter splitter, Embedder embedder) {
        Map<Workspace, PipelineVersion> others = new HashMap<>();
        policies.named().forEach((workspace, policy) ->
                others.put(new Workspace(workspace), Ingest.versionOf(extraction, PiiGuard.signature(policy), splitter)));
        PipelineVersion usual = Ingest.versionOf(extraction, PiiGuard.signature(policies.others()), splitter);
        return new VersionNotice(log, new Versions(usual, others, embedder.modelVersion()), InstantSource.system());
    }

    @Produces
    @Singleton
    Ingest.Ports ports(
            Bucket bucket,
            Catalog catalog,
            Leases leases,
            ChunkIndex index,
            EmbeddingCache cache,
            HintQueue queue,
            Embedder embedder) {
        return new Ingest.Ports(bucket, catalog, leases, index, cache, queue, embedder);
    }

    @Produces
    @Singleton
    Ingest ingest(
            Ingest.Ports ports,
            Extraction extraction,
            PiiGuard guard,
            Splitter splitter,
            IngestConfig config,
            Backoff backoff,
            @ConfigProperty(name = "engram.default-workspace") String defaultWorkspace) {
        Times.check(config.timeout(), config.reserve(), config.parseTimeout());
        return Ingest.of(
                new IngestSettings(
                        config.leaseMargin(),
                        config.reserve(),
                        config.documentsAtOnce(),
                        config.embedAtOnce(),
                        config.keepTombstones()),
                new WorkspaceMapping(new Workspace(defaultWorkspace)),
                ports,
                extraction,
                guard,
                splitter,
                backoff,
                () -> UUID.randomUUID().toString(),
                new VirtualThreads(config.documentsAtOnce()),
                InstantSource.system());
    }

    @Produces
    @Singleton
    Verification verification(
            Ingest.Ports ports,
            IndexContent index,
            DoubtQueue doubts,
            Extraction extraction,
            PiiGuard guard,
            Splitter splitter,
            IngestConfig config,
            @ConfigProperty(name = "engram.default-workspace") String defaultWorkspace) {
        return new Verification(
                new Verification.Ports(ports.bucket(), ports.catalog(), index, doubts),
                new WorkspaceMapping(new Workspace(defaultWorkspace)),
                extraction,
                guard,
                splitter,
                ports.embedder().modelVersion(),
                config.reserve(),
                InstantSource.system());
    }

    private static ParserBounds bounds(IngestConfig config) {
        return new ParserBounds(
                config.maxInflatedBytes(),
                config.maxInflation(),
                config.maxFilesInside(),
                config.maxXmlDepth(),
                config.maxPages(),
                config.maxExtractedCharacters(),
                config.parseTimeout(),
                config.parsersAtOnce(),
                config.maxHungParsers());
    }
}
