package engram.query;

import engram.domain.Catalog.Listing;
import engram.domain.Catalog.Page;
import engram.domain.Catalog;
import engram.domain.ChunkSearch.Candidates;
import engram.domain.ChunkSearch.Probe;
import engram.domain.ChunkSearch;
import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.EmbeddingFailed;
import engram.domain.IndexMissing;
import engram.domain.Status;
import engram.domain.TextTooLong;
import engram.domain.Workspace;
import engram.query.Sifted.Copy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Answers a question: embeds it, asks the index, ranks the candidates, and returns those that the catalog vouches for.
///
/// The catalog is asked after the index, so a candidate that it does not vouch for is rubbish, or was replaced between
/// the two. Index and catalog are then asked again, the index for twice as many candidates: so rubbish is made up for,
/// and a document that was just updated is found in its new state. What is doubted a second time is rubbish.
public final class Search {

    /// How often index and catalog are asked for one answer, at most.
    public static final int MAX_ROUNDS = 3;

    /// Fewest candidates that an arm is asked for: fusion compares two rankings, and a graph search finds the nearest
    /// the surer the more it is asked for.
    static final int MIN_DEPTH = 100;

    /// How far the catalog is looked through for something that should be in a missing index.
    private static final int PAGES = 10;
    private static final int PAGE = 100;

    private final Embedder embedder;
    private final ChunkSearch index;
    private final Catalog catalog;
    private final LongSupplier nanoTime;

    public Search(Embedder embedder, ChunkSearch index, Catalog catalog, LongSupplier nanoTime) {
        this.embedder = embedder;
        this.index = index;
        this.catalog = catalog;
        this.nanoTime = nanoTime;
    }

    /// @throws TextTooLong if the question has more tokens than the model reads
    /// @throws EmbeddingFailed if the model fails on the question
    /// @throws engram.domain.TransientFailure if index or catalog do not answer
    public Answer answer(Question question) {
        long begin = nanoTime.getAsLong();
        Optional<Embedding> embedding = embedding(question);
        Probe probe = probe(question, embedding, depth(question));
        List<Ranked> best = Fusion.rank(question.mode(), candidates(probe)).stream()
                .limit(question.k())
                .toList();
        Vouching vouching = Vouching.of(best.stream().map(Ranked::candidate).toList(), catalog);
        Set<Copy> doubtful = best.stream()
                .map(Ranked::candidate)
                .filter(candidate -> !vouching.vouchesFor(candidate))
                .map(Copy::of)
                .collect(Collectors.toSet());
        if (doubtful.isEmpty()) {
            return new Answer(best.stream().map(vouching::hit).toList(), 0, 1, since(begin));
        }
        return askAgain(question, embedding, doubtful, begin);
    }

    private Answer askAgain(Question question, Optional<Embedding> embedding, Set<Copy> doubted, long begin) {
        int depth = depth(question);
        Set<Copy> doubtedBefore = new HashSet<>(doubted);
        for (int round = 2; ; round++) {
            Probe probe = probe(question, embedding, depth << (round - 1));
            Sifted sifted = Sifted.of(candidates(probe), probe, catalog);
            Set<Copy> doubtful = sifted.doubtful();
            if (round == MAX_ROUNDS || sifted.settles(question.mode(), question.k(), depth, doubtedBefore)) {
                return new Answer(
                        sifted.hits(question.mode(), question.k(), depth), doubtful.size(), round, since(begin));
            }
            doubtedBefore.addAll(doubtful);
        }
    }

    /// None where nothing was indexed yet. An index that is lost must not answer that there is nothing.
    private Candidates candidates(Probe probe) {
        try {
            return index.search(probe);
        } catch (IndexMissing missing) {
            if (hasIndexed(probe.workspace())) {
                throw missing;
            }
            return new Candidates(List.of(), List.of());
        }
    }

    private boolean hasIndexed(Workspace workspace) {
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < PAGES; page++) {
            Page found = catalog.list(new Listing(workspace, "", Optional.of(Status.INDEXED), PAGE, cursor));
            if (!found.documents().isEmpty() || found.next().isEmpty()) {
                return !found.documents().isEmpty();
            }
            cursor = found.next();
        }
        return false;
    }

    private static int depth(Question question) {
        return Math.max(question.k(), MIN_DEPTH);
    }

    private static Probe probe(Question question, Optional<Embedding> embedding, int k) {
        Optional<String> words = Optional.of(question.text()).filter(text -> question.mode().asksWords());
        return new Probe(question.workspace(), embedding, words, question.filter(), k);
    }

    private Optional<Embedding> embedding(Question question) {
        if (!question.mode().asksMeaning()) {
            return Optional.empty();
        }
        try {
            return Optional.of(embedder.embedQuery(question.text()));
        } catch (TextTooLong | EmbeddingFailed e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EmbeddingFailed("the model failed on the question", e);
        }
    }

    private Duration since(long begin) {
        return Duration.ofNanos(nanoTime.getAsLong() - begin);
    }
}
