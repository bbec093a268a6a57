package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.CatalogDocument;
import engram.domain.ChunkIndex;
import engram.domain.ChunkWrite;
import engram.domain.Lease;
import engram.domain.Leases.Claim;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.Rejection;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.TransientFailure;
import engram.ingest.Ingest.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IngestTest {

    private static final String PATH = "team/notes.txt";

    private final Stores stores = new Stores();

    @Test
    void aNewDocumentIsIndexedWholeAndSettled() {
        stores.put(PATH, text("one", "two", "three"));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Indexed(3, 3, 3));

        assertThat(stores.document(PATH).status()).isEqualTo(Status.INDEXED);
        assertThat(stores.generations(PATH)).hasSize(3);
        assertThat(stores.catalog.unsettledSince(Stores.id(PATH))).isEmpty();
    }

    @Test
    void aSecondHintOnTheSameObjectDoesNothing() {
        stores.put(PATH, text("one", "two"));
        stores.ingest(PATH);
        Map<Integer, Long> before = stores.generations(PATH);

        stores.clock.advance(Duration.ofMinutes(1));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Unchanged());
        assertThat(stores.generations(PATH)).isEqualTo(before);
        assertThat(stores.embedder.embedded()).isEqualTo(2);
    }

    @Test
    void theSameBytesUnderANewVersionChangeTheCatalogOnly() {
        stores.put(PATH, text("one", "two"));
        stores.ingest(PATH);
        Map<Integer, Long> before = stores.generations(PATH);

        stores.clock.advance(Duration.ofMinutes(1));
        stores.put(PATH, text("one", "two"));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Unchanged());
        assertThat(stores.generations(PATH)).isEqualTo(before);
        assertThat(stores.document(PATH).object()).isEqualTo(stores.bucket.find(new SourcePath(PATH)));
    }

    @Test
    void anEditEmbedsAndWritesOnlyWhatItTouched() {
        stores.put(PATH, text("one", "two", "three", "four"));
        stores.ingest(PATH);
        Map<Integer, Long> before = stores.generations(PATH);

        stores.clock.advance(Duration.ofMinutes(1));
        stores.put(PATH, text("one", "TWO", "three", "four"));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Indexed(1, 1, 4));
        Map<Integer, Long> after = stores.generations(PATH);
        assertThat(after.get(1)).isGreaterThan(before.get(1));
        assertThat(after).containsEntry(0, before.get(0)).containsEntry(2, before.get(2));
    }

    @Test
    void whatIsPutInBeforeMovesNothing() {
        stores.put(PATH, text("one", "two", "three"));
        stores.ingest(PATH);

        stores.clock.advance(Duration.ofMinutes(1));
        stores.put(PATH, text("zero", "one", "two", "three"));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Indexed(1, 1, 4));
        CatalogDocument document = stores.document(PATH);
        assertThat(document.chunks()).extracting(document::ordinal).containsExactly(1, 2, 3, 0);
    }

    @Test
    void whatIsTakenAwayBeforeMovesOnlyTheLastIntoItsPlace() {
        stores.put(PATH, text("one", "two", "three", "four"));
        stores.ingest(PATH);

        stores.clock.advance(Duration.ofMinutes(1));
        stores.put(PATH, text("two", "three", "four"));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Indexed(0, 1, 3));
        assertThat(stores.generations(PATH)).containsOnlyKeys(0, 1, 2);
        CatalogDocument document = stores.document(PATH);
        assertThat(document.chunks()).extracting(document::ordinal).containsExactly(2, 0, 1);
    }

    @Test
    void aShorterDocumentLosesItsSurplus() {
        stores.put(PATH, text("one", "two", "three"));
        stores.ingest(PATH);

        stores.clock.advance(Duration.ofMinutes(1));
        stores.put(PATH, text("one"));
        stores.ingest(PATH);

        assertThat(stores.generations(PATH)).containsOnlyKeys(0);
        assertThat(stores.document(PATH).chunks()).hasSize(1);
    }

    @Test
    void aDeletedObjectLeavesATombstoneAndNoChunk() {
        stores.put(PATH, text("one", "two"));
        stores.ingest(PATH);
        stores.bucket.delete(new SourcePath(PATH));
        stores.clock.advance(Duration.ofMinutes(1));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Removed());

        assertThat(stores.generations(PATH)).isEmpty();
        assertThat(stores.document(PATH).status()).isEqualTo(Status.DELETED);
        assertThat(stores.document(PATH).expiresAt()).contains(stores.clock.instant().plus(Duration.ofDays(30)));
        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void aLateDuplicateLeavesNewerTextAlone() {
        stores.put(PATH, text("old"));
        stores.ingest(PATH);
        stores.put(PATH, text("new"));
        stores.ingest(PATH);
        var before = stores.index.entries();

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Unchanged());
        assertThat(stores.index.entries()).isEqualTo(before);
    }

    @Test
    void whatCanNeverBeIndexedIsFailedWithItsReasonAndHasNoChunks() {
        stores.put(PATH, text("one", "two"));
        stores.ingest(PATH);
        stores.clock.advance(Duration.ofMinutes(1));
        stores.put(PATH, "\0\1\2 binary");

        assertThat(stores.ingest(PATH)).isInstanceOf(Outcome.Rejected.class);

        assertThat(stores.generations(PATH)).isEmpty();
        assertThat(stores.document(PATH).status()).isEqualTo(Status.FAILED);
        assertThat(stores.document(PATH).rejection().map(Rejection::reason)).contains(Reason.UNSUPPORTED_TYPE);
    }

    @Test
    void whatFailedIsTriedAgainAtTheNextHint() {
        stores.put(PATH, text("one", "two"));
        stores.ingest(PATH, (id, generation, writes, _, _) -> writes.stream()
                .map(write -> write instanceof ChunkWrite.Upsert
                        ? new ChunkIndex.Outcome.Refused("mapper_parsing_exception")
                        : stores.index.apply(id, generation, write))
                .toList());
        assertThat(stores.document(PATH).status()).isEqualTo(Status.FAILED);
        stores.clock.advance(Duration.ofMinutes(1));

        // What failed holds nothing, and so its vectors were forgotten.
        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Indexed(2, 2, 2));

        assertThat(stores.document(PATH).status()).isEqualTo(Status.INDEXED);
    }

    @Test
    void anObjectThatIsTooLargeIsRejectedUnread() {
        stores.put(PATH, "x".repeat(10_001));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Rejected(
                new Rejection(Reason.TOO_LARGE, "10,001 bytes, at most 10,000 are read")));
    }

    @Test
    void anObjectWithoutTextIsEmpty() {
        stores.put(PATH, " \n ");

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Empty());
        assertThat(stores.document(PATH).status()).isEqualTo(Status.EMPTY);
    }

    @Test
    void aBatchMakesOnePassOverEachKeyHoweverManyMessagesNameIt() {
        stores.put(PATH, text("one"));
        Set<SourcePath> path = Set.of(new SourcePath(PATH));
        List<Message> thousand =
                IntStream.range(0, 1000).mapToObj(i -> new Message("m" + i, path)).toList();

        Map<SourcePath, Outcome> outcomes =
                stores.pipeline(stores.index).handle(thousand, Duration.ofSeconds(60));

        assertThat(outcomes).containsExactly(Map.entry(new SourcePath(PATH), new Outcome.Indexed(1, 1, 1)));
    }

    @Test
    void aHintOnADocumentThatIsHeldIsAbsorbed() {
        stores.put(PATH, text("one"));
        stores.catalog.claim(
                Stores.id(PATH), "another", stores.clock.instant(), stores.clock.instant().plusSeconds(60));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Absorbed());
        assertThat(stores.document(PATH)).isNull();
    }

    @Test
    void whoTakesOverFromADeadWriterWritesEverythingAgainAndRemovesWhatItMayHaveLeft() {
        stores.put(PATH, text("one", "two"));
        stores.ingest(PATH);
        Claim claim = stores.catalog.claim(
                Stores.id(PATH), "dead", stores.clock.instant(), stores.clock.instant().plusSeconds(60));
        Lease dead = ((Claim.Claimed) claim).lease();
        stores.catalog.raiseCeiling(dead, 5);
        stores.clock.advance(Duration.ofMinutes(2));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Indexed(0, 2, 2));
        assertThat(stores.index.apply(Stores.id(PATH), dead.generation(), stores.upsertOf(PATH, 4)))
                .as("a late write of the dead one")
                .isEqualTo(new ChunkIndex.Outcome.Superseded());
    }

    @Test
    void aBusyIndexIsAskedAgainForWhatItDidNotTake() {
        stores.put(PATH, text("one", "two", "three"));
        List<Integer> asked = new ArrayList<>();

        Outcome outcome = stores.ingest(PATH, (id, generation, writes, visible, notAfter) -> {
            asked.add(writes.size());
            return writes.stream()
                    .map(write -> write.slot() == 1 && asked.size() < 3
                            ? new ChunkIndex.Outcome.Busy("429")
                            : stores.index.apply(id, generation, write))
                    .toList();
        });

        assertThat(outcome).isEqualTo(new Outcome.Indexed(3, 3, 3));
        assertThat(asked).containsExactly(3, 1, 1);
    }

    @Test
    void anIndexThatStaysBusyPostponesTheHintInTime() {
        stores.put(PATH, text("one"));

        Outcome outcome = stores.ingest(PATH, (_, _, writes, _, _) ->
                writes.stream().<ChunkIndex.Outcome>map(_ -> new ChunkIndex.Outcome.Busy("429")).toList());

        assertThat(outcome).isInstanceOf(Outcome.Postponed.class);
        assertThat(stores.clock.instant()).isBefore(stores.bucket.find(new SourcePath(PATH)).orElseThrow()
                .lastModified().plusSeconds(60));
    }

    @Test
    void anIndexThatIsAwayPostponesTheHintAndTheNextOneStartsAfresh() {
        stores.put(PATH, text("one", "two"));

        assertThat(stores.ingest(PATH, (_, _, _, _, _) -> {
                    throw new TransientFailure("the index is away");
                }))
                .isEqualTo(new Outcome.Postponed("the index is away"));
        assertThat(stores.catalog.unsettledSince(Stores.id(PATH))).isPresent();

        assertThat(stores.ingest(PATH)).as("vectors are known by now").isEqualTo(new Outcome.Indexed(0, 2, 2));
        assertThat(stores.catalog.unsettledSince(Stores.id(PATH))).isEmpty();
    }

    @Test
    void aChunkThatTheIndexRefusesFailsTheDocumentAndLeavesNothingOfIt() {
        stores.put(PATH, text("one", "two", "three"));

        Outcome outcome = stores.ingest(PATH, (id, generation, writes, _, _) -> writes.stream()
                .map(write -> write instanceof ChunkWrite.Upsert && write.slot() == 1
                        ? new ChunkIndex.Outcome.Refused("mapper_parsing_exception")
                        : stores.index.apply(id, generation, write))
                .toList());

        assertThat(outcome).isEqualTo(new Outcome.Rejected(
                new Rejection(Reason.INDEX_REFUSED, "passage from character " + (text("one") + "\n\n").length() + ": mapper_parsing_exception")));
        assertThat(stores.generations(PATH)).isEmpty();
        assertThat(stores.document(PATH).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aDeletionThatTheIndexRefusesIsTriedAgain() {
        stores.put(PATH, text("one", "two"));
        stores.ingest(PATH);
        stores.bucket.delete(new SourcePath(PATH));

        assertThat(stores.ingest(PATH, (_, _, writes, _, _) -> writes.stream()
                        .<ChunkIndex.Outcome>map(_ -> new ChunkIndex.Outcome.Refused("read-only"))
                        .toList()))
                .isEqualTo(new Outcome.Postponed("INDEX_REFUSED: deletion of slot 0: read-only"));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Removed());
        assertThat(stores.generations(PATH)).isEmpty();
    }

    @Test
    void aDocumentThatIsTooMuchForOneInvocationGoesOnInTheNext() {
        stores.put(PATH, text("a", "b", "c", "d", "e", "f", "g", "h"));
        stores.slowEmbedding(Duration.ofSeconds(10));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Continued());
        assertThat(stores.sentAgain).containsExactly(new SourcePath(PATH));

        assertThat(stores.ingest(PATH)).isEqualTo(new Outcome.Indexed(2, 8, 8));
    }

    @Test
    void aDocumentThatAnInvocationDoesNotComeToIsSentAgainAndNotCountedAsFailed() {
        stores.put(PATH, text("one"));

        Map<SourcePath, Outcome> outcomes = stores.pipeline(stores.index)
                .handle(List.of(new Message("m", Set.of(new SourcePath(PATH)))), Duration.ofSeconds(4));

        assertThat(outcomes.values()).containsExactly(new Outcome.Continued());
        assertThat(stores.sentAgain).containsExactly(new SourcePath(PATH));
        assertThat(stores.document(PATH)).isNull();
    }

    @Test
    void aFileThatWasBegunTooLateIsSentAgainAndNeitherRejectedNorCountedAsFailed() {
        stores.put("team/a.eml", "Subject: one\n\nwords\n");
        stores.slowReading(Duration.ofSeconds(57));

        assertThat(stores.ingest("team/a.eml")).isEqualTo(new Outcome.Continued());
        assertThat(stores.sentAgain).containsExactly(new SourcePath("team/a.eml"));
        assertThat(stores.document("team/a.eml")).isNull();

        stores.slowReading(Duration.ZERO);
        assertThat(stores.ingest("team/a.eml")).isEqualTo(new Outcome.Indexed(1, 1, 1));
    }

    @Test
    void anErrorIsTheFailureOfItsDocumentAloneAndGivesItsLeaseBack() {
        stores.put("w/bad.txt", text("one"));
        stores.put("w/good.txt", text("two"));
        ChunkIndex broken = (id, generation, writes, visible, notAfter) -> {
            if (id.sourcePath().key().equals("w/bad.txt")) {
                throw new OutOfMemoryError("Java heap space");
            }
            return stores.index.write(id, generation, writes, visible, notAfter);
        };

        Map<SourcePath, Outcome> outcomes = stores.pipeline(broken).handle(
                List.of(new Message("1", Set.of(new SourcePath("w/bad.txt"))), new Message("2", Set.of(new SourcePath("w/good.txt")))),
                Duration.ofSeconds(60));

        assertThat(outcomes.get(new SourcePath("w/bad.txt"))).isEqualTo(new Outcome.Postponed("unexpected OutOfMemoryError"));
        assertThat(outcomes.get(new SourcePath("w/good.txt"))).isInstanceOf(Outcome.Indexed.class);
        assertThat(stores.ingest("w/bad.txt")).as("the lease is free again").isInstanceOf(Outcome.Indexed.class);
    }

    @Test
    void anObjectThatCannotBeReadForNowIsFailedWithItsReason() {
        stores.put("w/cold.txt", text("one"));
        stores.unreadable = Optional.of(new PermanentFailure(Reason.ARCHIVED, "storage class GLACIER"));

        assertThat(stores.ingest("w/cold.txt"))
                .isEqualTo(new Outcome.Rejected(new Rejection(Reason.ARCHIVED, "storage class GLACIER")));

        stores.unreadable = Optional.empty();
        assertThat(stores.ingest("w/cold.txt")).as("restored").isInstanceOf(Outcome.Indexed.class);
    }

    @Test
    void keysWithoutAWorkspaceBelongToTheDefaultOne() {
        stores.put("notes.txt", text("one"));

        stores.ingest("notes.txt");

        assertThat(stores.document("notes.txt").id().workspace().name()).isEqualTo("default");
    }

    /// Paragraphs that are a chunk each.
    private static String text(String... names) {
        return Arrays.stream(names)
                .map(name -> (name + " ").repeat(16) + "end.")
                .collect(Collectors.joining("\n\n"));
    }
}
