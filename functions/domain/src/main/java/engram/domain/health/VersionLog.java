package engram.domain.health;

import engram.domain.CatalogDocument;
import engram.domain.ModelVersion;
import engram.domain.PipelineVersion;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What `ingest` makes documents with, left behind for whoever looks for those that are made with something else.
public interface VersionLog {

    /// An `ingest` that makes documents with these began its work.
    ///
    /// @throws TransientFailure if the store did not take it
    void keep(Versions versions, Instant at);

    /// Those of the one that began last; empty if none has begun yet.
    ///
    /// @throws TransientFailure if the store does not answer
    Optional<Versions> latest();

    /// @param usual the pipeline's of most workspaces
    /// @param others of those whose pipeline is another
    record Versions(PipelineVersion usual, Map<Workspace, PipelineVersion> others, ModelVersion model) {
        public Versions {
            others = Map.copyOf(others);
        }

        /// Whether a document of that workspace would be made with these.
        public boolean makes(CatalogDocument document) {
            return document.modelVersion().equals(model)
                    && document.pipelineVersion().equals(others.getOrDefault(document.id().workspace(), usual));
        }
    }
}
