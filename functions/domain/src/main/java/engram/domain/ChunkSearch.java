package engram.domain;

import java.util.List;
import java.util.Optional;

/// The index as searches see it. What comes back are candidates: whether one is an answer is for the catalog to say.
public interface ChunkSearch {

    /// The candidates of each arm that is asked for, all in one round trip, best first.
    ///
    /// @throws IndexMissing if there is none
    /// @throws TransientFailure if the index does not answer
    Candidates search(Probe probe);

    /// @param embedding asks the semantic arm, if present
    /// @param words ask the lexical arm, if present
    /// @param k at most so many candidates of each arm
    record Probe(Workspace workspace, Optional<Embedding> embedding, Optional<String> words, Filter filter, int k) {}

    /// @param semantic empty if the arm was not asked
    /// @param lexical empty if the arm was not asked
    record Candidates(List<Candidate> semantic, List<Candidate> lexical) {
        public Candidates {
            semantic = List.copyOf(semantic);
            lexical = List.copyOf(lexical);
        }
    }

    /// A chunk as the index holds it.
    ///
    /// @param generation of the pass that wrote it
    /// @param score of the arm that found it: (1 + cosine) / 2, or BM25
    /// @param highlights passages of the text that the words matched, the matches in `<em>…</em>`; none from the
    ///     semantic arm where no words were given; not to be modified, and perhaps not worked out before they are read
    record Candidate(
            DocumentId document,
            int slot,
            ChunkHash hash,
            long generation,
            double score,
            String title,
            List<String> headingPath,
            String text,
            String contentType,
            List<String> highlights) {
        public Candidate {
            headingPath = List.copyOf(headingPath);
        }
    }
}
