package engram.local.cli.measure;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Documents in the order in which a search found them, judged. The measures are those of trec_eval.
///
/// @param documents ids, best first, each once
/// @param grades    relevance of the judged documents; what is not there, or not above 0, is not relevant
public record Ranking(List<String> documents, Map<String, Integer> grades) {

    public Ranking {
        documents = List.copyOf(documents);
        grades = Map.copyOf(grades);
    }

    /// Discounted gain of the first `depth` over the best possible one: gain is the grade, the discount log2(rank + 1)
    /// (Järvelin and Kekäläinen 2002, as trec_eval's ndcg_cut).
    public double ndcg(int depth) {
        List<Integer> best = grades.values().stream().filter(grade -> grade > 0).sorted(Comparator.reverseOrder()).toList();
        double ideal = discounted(best, depth);
        return ideal == 0 ? 0 : discounted(documents.stream().map(this::grade).toList(), depth) / ideal;
    }

    private static double discounted(List<Integer> gains, int depth) {
        double sum = 0;
        for (int i = 0; i < Math.min(depth, gains.size()); i++) {
            sum += gains.get(i) * Math.log(2) / Math.log(i + 2);
        }
        return sum;
    }

    /// Which part of the relevant documents is among the first `depth`.
    public double recall(int depth) {
        long relevant = grades.values().stream().filter(grade -> grade > 0).count();
        long found = documents.stream().limit(depth).filter(document -> grade(document) > 0).count();
        return relevant == 0 ? 0 : (double) found / relevant;
    }

    /// One over the rank of the first relevant document, 0 if there is none among the first `depth`.
    public double reciprocalRank(int depth) {
        for (int i = 0; i < Math.min(depth, documents.size()); i++) {
            if (grade(documents.get(i)) > 0) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    private int grade(String document) {
        return Math.max(0, grades.getOrDefault(document, 0));
    }
}
