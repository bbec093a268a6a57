package engram.query;

import engram.domain.Catalog;
import engram.domain.ChunkHash;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkSearch.Candidates;
import engram.domain.ChunkSearch.Probe;
import engram.domain.DocumentId;
import engram.query.Answer.Hit;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Candidates of both arms, and what the catalog says of every one of them.
///
/// @param asked at most so many candidates of each arm were asked for
record Sifted(Candidates found, Vouching vouching, int asked) {

    /// A chunk as a certain pass wrote it.
    record Copy(DocumentId document, int slot, ChunkHash hash, long generation) {
        static Copy of(Candidate candidate) {
            return new Copy(
                    candidate.document(), candidate.slot(), candidate.hash(), candidate.generation());
        }
    }

    static Sifted of(Candidates found, Probe probe, Catalog catalog) {
        List<Candidate> all =
                Stream.concat(found.semantic().stream(), found.lexical().stream()).toList();
        return new Sifted(found, Vouching.of(all, catalog), probe.k());
    }

    /// What the catalog does not vouch for.
    Set<Copy> doubtful() {
        return Stream.concat(found.semantic().stream(), found.lexical().stream())
                .filter(candidate -> !vouching.vouchesFor(candidate))
                .map(Copy::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The best `k` of what is vouched for, ranked over `depth` candidates of each arm: rubbish moves no score.
    List<Hit> hits(Mode mode, int k, int depth) {
        Candidates vouched = new Candidates(
                kept(found.semantic(), vouching::vouchesFor, depth), kept(found.lexical(), vouching::vouchesFor, depth));
        return Fusion.rank(mode, vouched).stream().limit(k).map(vouching::hit).toList();
    }

    /// Whether another look could add nothing: no hit is doubted for the first time, and there are enough of them.
    boolean settles(Mode mode, int k, int depth, Set<Copy> doubtedBefore) {
        return enough(found.semantic(), depth)
                && enough(found.lexical(), depth)
                && Fusion.rank(mode, without(doubtedBefore)).stream()
                        .limit(k)
                        .allMatch(ranked -> vouching.vouchesFor(ranked.candidate()));
    }

    private Candidates without(Set<Copy> doubted) {
        Predicate<Candidate> unknown = candidate -> !doubted.contains(Copy.of(candidate));
        return new Candidates(kept(found.semantic(), unknown, asked), kept(found.lexical(), unknown, asked));
    }

    private boolean enough(List<Candidate> arm, int depth) {
        return arm.size() < asked
                || arm.stream().filter(vouching::vouchesFor).count() >= depth;
    }

    private static List<Candidate> kept(List<Candidate> arm, Predicate<Candidate> condition, int limit) {
        return arm.stream().filter(condition).limit(limit).toList();
    }
}
