package engram.ingest.function;

import engram.ingest.pii.PiiPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Configuration of the function `ingest`; each can be set by an environment variable, `ENGRAM_INGEST_LEASE_MARGIN` and
/// so on.
@ConfigMapping(prefix = "engram.ingest")
interface IngestConfig {

    /// The function's timeout, as it is deployed: Funqy does not pass on how much of it is left.
    @WithDefault("60s")
    Duration timeout();

    /// How long a lease outlives its invocation: more than two machines' clocks differ.
    @WithDefault("10s")
    Duration leaseMargin();

    /// What an invocation keeps of its time to end in order.
    @WithDefault("5s")
    Duration reserve();

    /// Longest object that is read, in bytes.
    @WithDefault("16777216")
    int maxObjectBytes();

    /// Documents of a batch that are worked on side by side.
    @WithDefault("16")
    int documentsAtOnce();

    /// Embeddings after which they are kept in the cache and the time is looked at.
    @WithDefault("50")
    int embedAtOnce();

    /// How long a deleted document is remembered.
    @WithDefault("30d")
    Duration keepTombstones();

    /// Longest chunk, in model tokens, title and headings and the model's own marks included.
    @WithDefault("256")
    int maxTokens();

    /// Tokens that a chunk repeats of the one before it, at most.
    @WithDefault("0")
    int overlapTokens();

    /// Most bytes that a ZIP-based file or a PDF may unpack to.
    @WithDefault("134217728")
    long maxInflatedBytes();

    /// Most times its own size that a file may unpack to; not asked below a megabyte.
    @WithDefault("100")
    int maxInflation();

    /// Most files inside of a ZIP-based file.
    @WithDefault("10000")
    int maxFilesInside();

    /// Deepest nesting of elements in XML inside of a file; the JDK's own parser goes no deeper than 100.
    @WithDefault("100")
    int maxXmlDepth();

    /// Most pages of a PDF.
    @WithDefault("2000")
    int maxPages();

    /// Longest text that a parser of a binary format may make of a file, in characters (UTF-16 code units).
    @WithDefault("16777216")
    int maxExtractedCharacters();

    /// Longest time that a parser may take, of a binary format or of text beyond 64 KiB; at least 5 s less than `timeout` without `reserve`.
    @WithDefault("20s")
    Duration parseTimeout();

    /// Such files that are parsed at the same time; as many more may be, of those that take longer than a second.
    @WithDefault("2")
    int parsersAtOnce();

    /// Parsers that were told to end and go on all the same: with more of them the process ends itself.
    @WithDefault("2")
    int maxHungParsers();

    /// Name of the model.
    @WithDefault("all-minilm-l6-v2-q")
    String model();

    /// Texts that are embedded at the same time, each on one core; absent: as many as there are cores.
    OptionalInt sessions();

    /// What becomes of documents with personal data or credentials: `ignore`, `tag`, `redact` or `reject`.
    @WithDefault("ignore")
    PiiPolicy piiPolicy();

    /// Workspaces with another policy, like `team-a=redact,team-b=reject`.
    Optional<List<String>> piiPolicies();
}
