package engram.query;

import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.DocumentId;
import engram.query.Answer.Hit;
import engram.query.Answer.Origin;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the catalog says of candidates, as it was at one moment.
final class Vouching {

    private final Map<DocumentId, CatalogDocument> documents;

    private Vouching(Map<DocumentId, CatalogDocument> documents) {
        this.documents = documents;
    }

    /// Asks the catalog about all of these at once.
    static Vouching of(Collection<Candidate> candidates, Catalog catalog) {
        return new Vouching(catalog.find(
                candidates.stream().map(Candidate::document).collect(Collectors.toUnmodifiableSet())));
    }

    boolean vouchesFor(Candidate candidate) {
        CatalogDocument document = documents.get(candidate.document());
        return document != null
                && document.vouchesFor(candidate.slot(), candidate.hash(), candidate.generation());
    }

    Hit hit(Ranked ranked) {
        return new Hit(ranked.candidate(), ranked.score(), origin(ranked.candidate()));
    }

    private Optional<Origin> origin(Candidate candidate) {
        CatalogDocument document = documents.get(candidate.document());
        return document.chunk(candidate.slot())
                .filter(entry -> entry.hash().equals(candidate.hash()))
                .map(entry -> new Origin(document.ordinal(entry), entry, document.object()));
    }
}
