package engram.query;

import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkSearch.Candidates;
import engram.query.Ranked.Place;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes one ranking of the two arms.
///
/// Where both were asked, each arm's scores are brought to 0 … 1 by `(score - min) / (max - min)` over its candidates,
/// and a chunk's score is the mean of the two: a convex combination with weight .5. A chunk that an arm did not find
/// gets that arm's minimum, which is 0 by then. Where all of an arm's scores are equal, each of them becomes 1: to have
/// been found is all that such an arm says. (Bruch, Gai, Ingber: An Analysis of Fusion Functions for Hybrid Retrieval,
/// 2023; weight and the minimum for what is missing were measured on six collections.)
final class Fusion {

    private static final double WEIGHT = .5;

    private Fusion() {}

    static List<Ranked> rank(Mode mode, Candidates found) {
        return switch (mode) {
            case SEMANTIC -> byOwnScore(found.semantic());
            case LEXICAL -> byOwnScore(found.lexical());
            case HYBRID -> byBoth(found);
        };
    }

    private static List<Ranked> byOwnScore(List<Candidate> arm) {
        return arm.stream()
                .map(candidate -> new Ranked(candidate, candidate.score()))
                .sorted(Ranked.BEST_FIRST)
                .toList();
    }

    private static List<Ranked> byBoth(Candidates found) {
        Map<Place, Ranked> fused = new HashMap<>();
        add(found.semantic(), fused);
        add(found.lexical(), fused);
        return fused.values().stream().sorted(Ranked.BEST_FIRST).toList();
    }

    private static void add(List<Candidate> arm, Map<Place, Ranked> fused) {
        DoubleSummaryStatistics scores =
                arm.stream().mapToDouble(Candidate::score).summaryStatistics();
        double range = scores.getMax() - scores.getMin();
        for (Candidate candidate : arm) {
            double share = range > 0 ? (candidate.score() - scores.getMin()) / range : 1;
            Ranked ranked = new Ranked(candidate, WEIGHT * share);
            fused.merge(ranked.place(), ranked, Fusion::both);
        }
    }

    /// The chunk as the newer pass wrote it, should the index have changed between its two answers.
    private static Ranked both(Ranked one, Ranked other) {
        Candidate newer =
                one.candidate().generation() > other.candidate().generation() ? one.candidate() : other.candidate();
        return new Ranked(newer, one.score() + other.score());
    }
}
