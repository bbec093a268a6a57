package engram.storage;

import engram.domain.AppendedChunks;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.DocumentId;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What kind of index it is: how an entry tells of itself, and what cannot be asked of it.
enum IndexKind {

    /// A domain of OpenSearch Service, or any OpenSearch: an entry's id says which slot of which document it is, and its version is
    /// the generation.
    DOMAIN("es", List.of()) {
        @Override
        Optional<Long> generation(Optional<Long> version, JsonObject fields) {
            return version;
        }

        @Override
        boolean isOf(DocumentId document, int slot, String id, JsonObject fields) {
            return document.chunkKey(slot).equals(id);
        }

        @Override
        double closeness(double score) {
            return score;
        }

        @Override
        List<Candidate> newest(List<Candidate> candidates) {
            return candidates;
        }
    },

    /// A vector collection of OpenSearch Serverless: it takes no versions, and of the first generation no ids either, so that both are
    /// fields, a slot may hold several entries, and the newest counts. Nothing can be asked of a cluster, nor when what was written is to
    /// be shown.
    SERVERLESS("aoss", List.of(IndexFields.GENERATION, IndexFields.DOCUMENT)) {
        @Override
        Optional<Long> generation(Optional<Long> version, JsonObject fields) {
            return fields.get(IndexFields.GENERATION) instanceof JsonNumber number && number.isIntegral()
                    ? Optional.of(number.longValue())
                    : Optional.empty();
        }

        @Override
        boolean isOf(DocumentId document, int slot, String id, JsonObject fields) {
            return document.key().equals(fields.getString(IndexFields.DOCUMENT, ""));
        }

        /// From 1 / (1 + d²), where d² = 2 - 2 cosine between vectors of unit length.
        @Override
        double closeness(double score) {
            return 1 - (1 / score - 1) / 4;
        }

        @Override
        List<Candidate> newest(List<Candidate> candidates) {
            return AppendedChunks.newest(candidates);
        }
    };

    private final String service;
    private final List<String> fields;

    IndexKind(String service, List<String> fields) {
        this.service = service;
        this.fields = fields;
    }

    /// As configuration says it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// That requests are signed for, if they are.
    String service() {
        return service;
    }

    /// These, and what an entry of this kind needs to tell of itself.
    List<String> fields(List<String> wanted) {
        return Stream.concat(wanted.stream(), fields.stream()).toList();
    }

    /// Of the pass that wrote an entry; empty if it does not say.
    abstract Optional<Long> generation(Optional<Long> version, JsonObject fields);

    /// Whether an entry is that slot's of that document.
    abstract boolean isOf(DocumentId document, int slot, String id, JsonObject fields);

    /// (1 + cosine) / 2, from what the nearest are scored by.
    abstract double closeness(double score);

    /// What candidates stand for themselves.
    abstract List<Candidate> newest(List<Candidate> candidates);
}
