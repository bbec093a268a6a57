package engram.query.function;

import engram.query.Documents;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Bounds of what the function `query` takes, and its switches. Each can be set by an environment variable:
/// `max-k` by `ENGRAM_QUERY_MAX_K`.
@ConfigMapping(prefix = "engram.query")
interface QueryConfig {

    /// Name of the model: the one that the index was made with.
    @WithDefault("all-minilm-l6-v2-q")
    String model();

    /// Largest request body, in bytes.
    @WithDefault("65536")
    int maxBodyBytes();

    /// Longest question, in characters (UTF-16 code units).
    @WithDefault("2000")
    int maxQueryCharacters();

    /// Longest question, in tokens of the model; less if the model reads less, as the default one does: 254.
    @WithDefault("256")
    int maxQueryTokens();

    /// Hits of a search that asks for no number.
    @WithDefault("10")
    int defaultK();

    /// Most hits of a search.
    @WithDefault("100")
    int maxK();

    /// Documents on a page of a list that asks for no number.
    @WithDefault("100")
    int defaultPage();

    /// Most documents on a page.
    @WithDefault("1000")
    int maxPage();

    /// Longest prefix of source paths, in characters.
    @WithDefault("1024")
    int maxPrefixCharacters();

    /// Longest content type that a filter may name, in characters.
    @WithDefault("255")
    int maxContentTypeCharacters();

    /// Longest cursor, in characters.
    @WithDefault("4096")
    int maxCursorCharacters();

    /// How long a request may work before the answer is QUERY_TIMEOUT.
    @WithDefault("10s")
    Duration timeout();

    /// Requests that may work at the same time, timed-out ones that have not ended yet included.
    @WithDefault("8")
    int maxConcurrent();

    /// How often it is noted, at most, that a document was among the answers, for rules of retention by the last retrieval; `0s`: never.
    @WithDefault("1d")
    Duration retrievalInterval();

    /// Most documents of an answer of which that is noted: the best.
    @WithDefault("20")
    int retrievalsPerRequest();

    /// The only workspaces that this deployment shows; all of them if absent.
    Optional<List<String>> workspaces();

    /// Whether the path in an event is as the client wrote it (function URL) or decoded once already (HTTP API).
    /// Absent: `DECODED` on a domain of API Gateway, else `ENCODED`. An HTTP API behind a domain of its own needs it.
    Optional<RawPath> rawPath();

    /// See [QueryConfig#rawPath].
    enum RawPath {
        ENCODED,
        DECODED
    }
}
