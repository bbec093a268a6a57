package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.CatalogDocument;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.Chunk;
import engram.domain.ChunkHash;
import engram.domain.Doubt;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.WorkspaceMapping;
import engram.ingest.Verification.Verdict;
import engram.ingest.extract.Extraction;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.pii.PiiGuard;
import engram.ingest.pii.PiiPolicies;
import engram.ingest.split.SplitSettings;
import engram.ingest.split.Splitter;
import engram.testing.InMemoryIndex.Held;
import engram.testing.InMemoryIndex.Key;
import engram.testing.WordTokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private static final String PATH = "w/a.txt";
    private static final SourcePath SOURCE = new SourcePath(PATH);
    private static final String TEXT = IntStream.range(0, 12)
            .mapToObj(i -> "Paragraph %d speaks of quokkas and of number %d.\n\n".formatted(i, i * i))
            .collect(Collectors.joining());

    private final Stores stores = new Stores();
    private final List<Doubt> doubts = new ArrayList<>();

    @BeforeEach
    void aDocumentOfSeveralChunks() {
        stores.put(PATH, TEXT);
        stores.ingest(PATH);
        assertThat(stores.document(PATH).chunks()).hasSizeGreaterThan(3);
        stores.clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void whatWasIndexedIsAlike() {
        stores.put("w/empty.txt", " ");
        stores.ingest("w/empty.txt");
        stores.clock.advance(Duration.ofMinutes(1));

        assertThat(look(SOURCE, new SourcePath("w/empty.txt"))).containsExactly(
                new Verdict.Alike(SOURCE, stores.document(PATH).chunks().size()), new Verdict.Alike(new SourcePath("w/empty.txt"), 0));
        assertThat(doubts).isEmpty();
    }

    @Test
    void whatAnUpdateMovedIsAlikeToo() {
        stores.put(PATH, "A new beginning of quite another kind.\n\n" + TEXT + TEXT);
        stores.ingest(PATH);
        stores.clock.advance(Duration.ofMinutes(1));
        stores.put(PATH, TEXT + "Something between them.\n\n" + TEXT);
        stores.ingest(PATH);
        stores.clock.advance(Duration.ofMinutes(1));
        stores.index.refresh();

        assertThat(look(SOURCE)).hasOnlyElementsOfType(Verdict.Alike.class);
    }

    @Test
    void aTextThatWasAlteredWhileItsHashWasLeftIsFoundAndMended() {
        damageIndex(1, held -> new Held(with(held.chunk(), held.chunk().text().replace("quokkas", "ostrich"), held.chunk().metadata()),
                held.hash(), held.embedding(), held.generation()));
        assertThat(how()).containsExactly(Unlike.TEXT_DIFFERS);
        assertMended();
    }

    @Test
    void alteredMetadataIsFoundAndMended() {
        damageIndex(0, held -> new Held(with(held.chunk(), held.chunk().text(), Map.of("author", List.of("somebody"))),
                held.hash(), held.embedding(), held.generation()));
        assertThat(how()).containsExactly(Unlike.METADATA_DIFFERS);
        assertMended();
    }

    @Test
    void aWrongHashAndSlotsThatLackOrAreTooManyAreFoundAndMended() {
        Map<Key, Held> entries = new HashMap<>(stores.index.entries());
        Held last = entries.remove(new Key(Stores.id(PATH), 2));
        entries.put(new Key(Stores.id(PATH), 99), last);
        entries.computeIfPresent(new Key(Stores.id(PATH), 0), (_, held) ->
                new Held(held.chunk(), new ChunkHash(1, 2), held.embedding(), held.generation()));
        stores.index.damage(entries);

        assertThat(how()).containsExactlyInAnyOrder(Unlike.HASH_DIFFERS, Unlike.CHUNKS_MISSING, Unlike.CHUNKS_SURPLUS);
        assertMended();
        assertThat(stores.generations(PATH)).doesNotContainKey(99);
    }

    @Test
    void aCatalogThatTellsAnotherPlaceIsFoundAndMended() {
        damageCatalog(chunks -> chunks.stream()
                .map(chunk -> new ChunkEntry(chunk.hash(), chunk.start() + 1, chunk.end() + 1)).toList());
        assertThat(how()).containsExactly(Unlike.OFFSETS_DIFFER);
        assertMended();
    }

    @Test
    void aCatalogAndAnIndexThatTellTheSameLieAreFoundAndMended() {
        Chunk lie = with(stores.index.entries().get(new Key(Stores.id(PATH), 0)).chunk(), "There are no quokkas at all.", Map.of());
        damageIndex(0, held -> new Held(lie, lie.hash(), held.embedding(), held.generation()));
        damageCatalog(chunks -> {
            List<ChunkEntry> lying = new ArrayList<>(chunks);
            lying.set(0, new ChunkEntry(lie.hash(), chunks.getFirst().start(), chunks.getFirst().end()));
            return lying;
        });
        assertThat(how()).containsExactly(Unlike.CATALOG_CHUNKS_DIFFER);
        assertMended();
    }

    @Test
    void aStatusThatTheObjectDoesNotBearOutIsFoundAndMended() {
        CatalogDocument known = stores.document(PATH);
        stores.catalog.damage(new CatalogDocument(known.id(), known.generation(), Status.EMPTY, Optional.empty(), known.object(),
                known.pipelineVersion(), known.modelVersion(), known.title(), List.of(), known.indexedAt(), Optional.empty()));
        assertThat(how()).contains(Unlike.STATUS_DIFFERS);
        assertMended();
    }

    @Test
    void whatNobodyCanCompareIsLeftToWalks() {
        stores.put("w/bad.pdf", "no pdf");
        stores.unreadable = Optional.of(new PermanentFailure(Reason.ARCHIVED, "not now"));
        stores.ingest("w/bad.pdf");
        stores.unreadable = Optional.empty();
        stores.bucket.delete(SOURCE);
        stores.clock.advance(Duration.ofMinutes(1));

        assertThat(look(SOURCE, new SourcePath("w/bad.pdf"), new SourcePath("w/unknown.txt"))).hasSize(3)
                .hasOnlyElementsOfType(Verdict.LeftToWalks.class);
    }

    @Test
    void whatIsWorkedOnOrChangedJustNowIsInFlight() {
        stores.put("w/young.txt", "young");
        stores.ingest("w/young.txt");
        stores.catalog.claim(Stores.id(PATH), "somebody", stores.clock.instant(), stores.clock.instant().plusSeconds(60));

        assertThat(look(SOURCE, new SourcePath("w/young.txt"))).hasSize(2).hasOnlyElementsOfType(Verdict.InFlight.class);
    }

    @Test
    void whatThereIsNoTimeForIsInFlight() {
        assertThat(verification().look(List.of(SOURCE), true, Duration.ofSeconds(5))).containsExactly(new Verdict.InFlight(SOURCE));
    }

    @Test
    void withoutRepairNothingIsSent() {
        damageIndex(0, held -> new Held(held.chunk(), new ChunkHash(1, 2), held.embedding(), held.generation()));

        assertThat(verification().look(List.of(SOURCE), false, Duration.ofMinutes(1))).hasOnlyElementsOfType(Verdict.Differs.class);
        assertThat(doubts).isEmpty();
    }

    private void assertMended() {
        assertThat(doubts).hasSize(1);
        stores.pipeline(stores.index).handle(List.of(new Ingest.Message("m", Set.of(SOURCE), Map.of(SOURCE, doubts.getFirst()))), Duration.ofMinutes(1));
        stores.clock.advance(Duration.ofMinutes(1));
        stores.index.refresh();
        assertThat(look(SOURCE)).hasOnlyElementsOfType(Verdict.Alike.class);
    }

    private Set<Unlike> how() {
        return ((Verdict.Differs) look(SOURCE).getFirst()).how();
    }

    private List<Verdict> look(SourcePath... paths) {
        return verification().look(List.of(paths), true, Duration.ofMinutes(1));
    }

    private Verification verification() {
        return new Verification(
                new Verification.Ports(stores.bucket, stores.catalog, stores.index, doubts::addAll),
                WorkspaceMapping.DEFAULT,
                new Extraction(ExtractionSettings.DEFAULT.withMaxBytes(10_000)),
                new PiiGuard(PiiPolicies.NONE),
                new Splitter(new WordTokenizer(24), new SplitSettings(26, 0, 0, 2_000, 20)),
                stores.embedder.modelVersion(),
                Duration.ofSeconds(5),
                stores.clock);
    }

    private void damageIndex(int slot, UnaryOperator<Held> how) {
        Map<Key, Held> entries = new HashMap<>(stores.index.entries());
        entries.computeIfPresent(new Key(Stores.id(PATH), slot), (_, held) -> how.apply(held));
        stores.index.damage(entries);
    }

    private void damageCatalog(UnaryOperator<List<ChunkEntry>> how) {
        CatalogDocument known = stores.document(PATH);
        stores.catalog.damage(new CatalogDocument(known.id(), known.generation(), known.status(), known.rejection(), known.object(),
                known.pipelineVersion(), known.modelVersion(), known.title(), how.apply(known.chunks()), known.indexedAt(), known.expiresAt()));
    }

    private static Chunk with(Chunk chunk, String text, Map<String, List<String>> metadata) {
        return new Chunk(chunk.start(), chunk.start() + text.length(), text, chunk.title(), chunk.headingPath(), chunk.embeddingText(),
                chunk.contentType(), metadata);
    }
}
