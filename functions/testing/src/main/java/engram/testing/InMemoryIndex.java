package engram.testing;

import engram.domain.Chunk;
import engram.domain.ChunkHash;
import engram.domain.ChunkIndex;
import engram.domain.ChunkSearch;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.Filter;
import engram.domain.IndexContent;
import engram.domain.IndexScan;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The index in memory: external versions, deletions that are remembered for a while, and searches that see what was
/// there at the last refresh.
///
/// What it decides on has methods of its own, so that tests can plant a bug by overriding one.
public class InMemoryIndex implements ChunkIndex, ChunkSearch, IndexScan, IndexContent {

    /// How long a deletion fences late writes, as `index.gc_deletes` says.
    public static final Duration GC_DELETES = Duration.ofHours(1);

    static final Comparator<Entry> ORDER = Comparator.comparing(Entry::path).thenComparing(Entry::slot);

    private final InstantSource clock;
    private final Map<Key, Held> entries = new HashMap<>();
    private final Map<Key, Tombstone> tombstones = new HashMap<>();
    private Map<Key, Held> searchable = Map.of();

    /// Identity of an entry.
    public record Key(DocumentId document, int slot) {}

    /// What an entry holds.
    public record Held(Chunk chunk, ChunkHash hash, Embedding embedding, long generation) {}

    private record Tombstone(long generation, Instant at) {}

    public InMemoryIndex(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized List<Outcome> write(
            DocumentId id, long generation, List<ChunkWrite> writes, boolean visible, Instant notAfter) {
        if (!clock.instant().isBefore(notAfter)) {
            throw new TransientFailure("the index was not asked: its time was up");
        }
        List<Outcome> outcomes = writes.stream().map(write -> apply(id, generation, write)).toList();
        if (visible) {
            refresh();
        }
        return outcomes;
    }

    /// Applies one write, whatever the time.
    public synchronized Outcome apply(DocumentId id, long generation, ChunkWrite write) {
        Key key = new Key(id, write.slot());
        if (lastGeneration(key) >= generation) {
            return new Outcome.Superseded();
        }
        switch (write) {
            case ChunkWrite.Upsert(_, Chunk chunk, Embedding embedding) -> {
                tombstones.remove(key);
                Held written = new Held(chunk, chunk.hash(), embedding, generation);
                entries.merge(key, written, this::replaced);
            }
            case ChunkWrite.Delete _ -> {
                entries.remove(key);
                tombstones.put(key, new Tombstone(generation, clock.instant()));
            }
        }
        return new Outcome.Applied();
    }

    /// Lets searches see all that was written.
    public synchronized void refresh() {
        searchable = Map.copyOf(entries);
    }

    /// Forgets all deletions, as a restart of the node does.
    public synchronized void restart() {
        tombstones.clear();
        refresh();
    }

    /// How long a deletion fences late writes.
    protected Duration gcDeletes() {
        return GC_DELETES;
    }

    protected Held replaced(Held before, Held written) {
        return written;
    }

    /// What each slot holds.
    public synchronized Map<Key, Held> entries() {
        return Map.copyOf(entries);
    }

    /// Of entries, also where a slot has several.
    public synchronized int size() {
        return entries.size();
    }

    /// In which a scan lists entries, each behind the one before.
    protected Comparator<Entry> order() {
        return ORDER;
    }

    /// The entries that searches see.
    protected Collection<Map.Entry<Key, Held>> searchable() {
        return searchable.entrySet();
    }

    /// Holds just these entries from now on, past all rules, and remembers no deletion: damage, or a snapshot restored.
    public synchronized void damage(Map<Key, Held> now) {
        entries.clear();
        entries.putAll(now);
        restart();
    }

    @Override
    public synchronized Set<Workspace> workspaces() {
        return searchable().stream().map(entry -> entry.getKey().document().workspace()).collect(Collectors.toSet());
    }

    @Override
    public synchronized List<Entry> entries(Workspace workspace, Optional<Entry> after, int most) {
        return seen(key -> key.document().workspace().equals(workspace))
                .filter(entry -> after.isEmpty() || order().compare(entry, after.get()) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized List<Entry> of(DocumentId id) {
        return seen(key -> key.document().equals(id)).toList();
    }

    @Override
    public synchronized List<Content> contents(DocumentId id) {
        return searchable().stream()
                .filter(entry -> entry.getKey().document().equals(id))
                .map(entry -> content(entry.getKey().slot(), entry.getValue()))
                .sorted(Comparator.comparing(Content::slot))
                .toList();
    }

    private static Content content(int slot, Held held) {
        Chunk chunk = held.chunk();
        Map<String, List<String>> metadata = new HashMap<>();
        chunk.metadata().forEach((name, values) ->
                metadata.put(name, values.stream().filter(value -> IndexContent.holds(name, value)).toList()));
        return new Content(slot, held.hash(), held.generation(), chunk.text(), chunk.title(), chunk.headingPath(),
                chunk.contentType(), metadata);
    }

    private Stream<Entry> seen(Predicate<Key> which) {
        return searchable().stream()
                .filter(entry -> which.test(entry.getKey()))
                .map(entry -> new Entry(entry.getKey().document().sourcePath(), entry.getKey().slot(),
                        entry.getValue().hash(), entry.getValue().generation()))
                .sorted(order());
    }

    @Override
    public synchronized Candidates search(Probe probe) {
        Set<String> words = probe.words().map(InMemoryIndex::words).orElse(Set.of());
        List<Candidate> semantic = probe.embedding()
                .map(question -> best(probe, words, entry -> (1 + entry.embedding().cosine(question)) / 2))
                .orElse(List.of());
        List<Candidate> lexical = probe.words().isPresent()
                ? best(probe, words, entry -> shared(words, entry)).stream()
                        .filter(candidate -> candidate.score() > 0)
                        .toList()
                : List.of();
        return new Candidates(semantic, lexical);
    }

    private List<Candidate> best(Probe probe, Set<String> words, ToDoubleFunction<Held> score) {
        return searchable().stream()
                .filter(entry -> isIn(probe.workspace(), entry.getKey()) && passes(probe.filter(), entry))
                .map(entry -> candidate(entry.getKey(), entry.getValue(), score.applyAsDouble(entry.getValue()), words))
                .sorted(Comparator.comparingDouble(Candidate::score).reversed()
                        .thenComparing(candidate -> candidate.document().sourcePath().key())
                        .thenComparing(Candidate::slot))
                .limit(probe.k())
                .toList();
    }

    private static Candidate candidate(Key key, Held entry, double score, Set<String> words) {
        Chunk chunk = entry.chunk();
        return new Candidate(key.document(), key.slot(), entry.hash(), entry.generation(), score, chunk.title(),
                chunk.headingPath(), chunk.text(), chunk.contentType(), highlights(chunk.text(), words));
    }

    private static List<String> highlights(String text, Set<String> words) {
        if (words.isEmpty()) {
            return List.of();
        }
        List<String> highlights = new ArrayList<>();
        for (String word : text.split("\\s+")) {
            if (words.stream().anyMatch(words(word)::contains)) {
                highlights.add("<em>" + word + "</em>");
            }
        }
        return highlights;
    }

    private static boolean isIn(Workspace workspace, Key key) {
        return key.document().workspace().equals(workspace);
    }

    private static boolean passes(Filter filter, Map.Entry<Key, Held> entry) {
        return switch (filter) {
            case Filter.And(List<Filter> parts) -> parts.stream().allMatch(part -> passes(part, entry));
            case Filter.SourcePathPrefix(String prefix) ->
                entry.getKey().document().sourcePath().key().startsWith(prefix);
            case Filter.ContentType(String mediaType) -> entry.getValue().chunk().contentType().equals(mediaType);
        };
    }

    private static double shared(Set<String> words, Held entry) {
        Set<String> both = words(entry.chunk().title() + " " + entry.chunk().text());
        both.retainAll(words);
        return both.size();
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private long lastGeneration(Key key) {
        return Optional.ofNullable(entries.get(key))
                .map(Held::generation)
                .or(() -> Optional.ofNullable(tombstones.get(key))
                        .filter(tombstone -> tombstone.at().plus(gcDeletes()).isAfter(clock.instant()))
                        .map(Tombstone::generation))
                .orElse(Long.MIN_VALUE);
    }
}
