package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.ChunkIndex;
import engram.domain.ChunkSearch.Candidates;
import engram.domain.ChunkSearch.Probe;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.Filter;
import engram.domain.IndexMissing;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class IndexBootstrapTest {

    private static final DocumentId ID = new DocumentId(new Workspace("w"), new SourcePath("w/a.md"));

    private final TestIndex index = new TestIndex();

    @Test
    void theIndexIsMadeAsInfraSaysWithTheModelsDimension() {
        index.bootstrap().ensure(soon());

        String made = text(index.ask("GET", "/" + index.alias, ""));
        assertThat(made)
                .contains("\"" + index.alias + "-model-1\":{\"aliases\":{\"" + index.alias + "\":{\"is_write_index\":true}}")
                .contains("\"dimension\":8", "\"engine\":\"lucene\"", "\"space_type\":\"cosinesimil\"", "\"m\":16")
                .contains("\"ef_construction\":100", "\"dynamic\":\"strict\"", "\"type\":\"flat_object\"")
                .contains("\"gc_deletes\":\"1h\"", "\"refresh_interval\":\"200ms\"", "\"auto_expand_replicas\":\"0-1\"");
    }

    @Test
    void manyWhoMakeItAtOnceAllFindIt() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<?>> makers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                makers.add(pool.submit(() -> index.bootstrap().ensure(soon())));
            }
            for (Future<?> maker : makers) {
                maker.get();
            }
        }

        assertThat(index.ask("HEAD", "/" + index.alias + "-model-1", "").status()).isEqualTo(200);
    }

    @Test
    void manyWhoWaitForAnIndexThatDoesNotAnswerWaitTogether() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (FakeServer silent = new FakeServer(exchange -> {
                    asked.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    FakeServer.say(exchange, 503, "{}");
                });
                ExecutorService pool = Executors.newFixedThreadPool(8)) {
            IndexBootstrap bootstrap = new TestIndex(silent.endpoint()).bootstrap();
            List<Future<?>> makers = new ArrayList<>();
            List<Thread> threads = new CopyOnWriteArrayList<>();
            makers.add(pool.submit(() -> bootstrap.ensure(soon())));
            asked.await();
            for (int i = 0; i < 7; i++) {
                makers.add(pool.submit(() -> {
                    threads.add(Thread.currentThread());
                    bootstrap.ensure(soon());
                }));
            }
            eventually(() -> threads.size() == 7
                    && threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));

            over.countDown();

            for (Future<?> maker : makers) {
                assertThatThrownBy(maker::get).hasMessageContaining("answered 503: it is busy or starting");
            }
            assertThat(silent.asked).hasSize(1);
        }
    }

    private static void eventually(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void anIndexWhoseMakerDiedBeforeItHadItsAliasGetsOne() {
        index.ask("PUT", "/" + index.alias + "-model-1", "{\"mappings\":{\"_meta\":{\"alias\":\"" + index.alias + "\"}}}");

        index.bootstrap().ensure(soon());

        assertThat(index.ask("HEAD", "/_alias/" + index.alias, "").status()).isEqualTo(200);
    }

    @Test
    void searchesFindNoIndexOrNothingInItWhileItIsMade() throws Exception {
        Probe probe = new Probe(ID.workspace(), Optional.empty(), Optional.of("x"), Filter.ALL, 10);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> maker = pool.submit(() -> index.bootstrap().ensure(soon()));
            int after = 0;
            while (after < 3) {
                after += maker.isDone() ? 1 : 0;
                assertThat(found(probe)).isEqualTo(new Candidates(List.of(), List.of()));
            }
            maker.get();
        }
    }

    private Candidates found(Probe probe) {
        try {
            return index.search().search(probe);
        } catch (IndexMissing notYet) {
            return new Candidates(List.of(), List.of());
        }
    }

    @Test
    void whatIsThereStaysAsItIs() {
        ChunkIndex writer = index.index();
        writer.write(ID, 1, List.of(new ChunkWrite.Delete(0)), false, soon());
        index.bootstrap().ensure(soon());

        assertThat(writer.write(ID, 1, List.of(new ChunkWrite.Delete(0)), false, soon()))
                .containsExactly(new ChunkIndex.Outcome.Superseded());
    }

    @Test
    void aSearchBeforeThereIsAnIndexSaysSoAndMakesNone() {
        Probe probe = new Probe(
                ID.workspace(), Optional.of(Embedding.of(1, 0, 0, 0, 0, 0, 0, 0)), Optional.of("x"), Filter.ALL, 10);

        assertThatThrownBy(() -> index.search().search(probe)).isInstanceOf(IndexMissing.class);
        assertThat(index.ask("HEAD", "/" + index.alias, "").status()).isEqualTo(404);
    }

    @Test
    void anotherModelsIndexIsNotMixedWith() {
        index.bootstrap().ensure(soon());

        assertThatThrownBy(() -> index.bootstrap("model-2").ensure(soon()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("alias " + index.alias + " leads to [" + index.alias + "-model-1]")
                .hasMessageContaining("needs " + index.alias + "-model-2: migrate the index");
    }

    @Test
    void anIndexWithoutItsAliasIsReported() {
        index.ask("PUT", "/" + index.alias + "-model-1", "");

        assertThatThrownBy(() -> index.bootstrap().ensure(soon()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("is there without its alias " + index.alias);
    }

    @Test
    void anIndexThatWasDeletedMeanwhileIsMadeAgain() {
        ChunkIndex writer = index.index();
        writer.write(ID, 1, List.of(new ChunkWrite.Delete(0)), false, soon());
        index.ask("DELETE", "/" + index.alias + "-model-1", "");
        List<ChunkWrite> upsert = List.of(new ChunkWrite.Upsert(
                0,
                new engram.domain.Chunk(0, 1, "x", "", List.of(), "x", "text/plain", java.util.Map.of()),
                Embedding.of(1, 0, 0, 0, 0, 0, 0, 0)));

        assertThat(writer.write(ID, 2, upsert, false, soon()).getFirst()).isInstanceOf(ChunkIndex.Outcome.Busy.class);
        assertThat(writer.write(ID, 2, upsert, false, soon())).containsExactly(new ChunkIndex.Outcome.Applied());
        assertThat(text(index.ask("GET", "/" + index.alias, ""))).contains("\"dimension\":8");
    }

    @Test
    void aDeletionFromAnIndexThatIsGoneMakesNoIndexInTheAliasesPlace() {
        ChunkIndex writer = index.index();
        List<ChunkWrite> deletion = List.of(new ChunkWrite.Delete(0));
        writer.write(ID, 1, deletion, false, soon());
        index.ask("DELETE", "/" + index.alias + "-model-1", "");

        assertThat(writer.write(ID, 2, deletion, false, soon())).containsExactly(new ChunkIndex.Outcome.Applied());
        assertThat(text(index.ask("GET", "/" + index.alias, ""))).contains("-model-1\":{", "\"dimension\":8");
    }

    @Test
    void shardsThatDoNotStartInTimeAreSaidToAndTheIndexIsNotTakenForAway() throws IOException {
        try (FakeServer starting = new FakeServer(exchange -> {
            switch (exchange.getRequestURI().getPath().split("/")[1]) {
                case "_alias" -> FakeServer.say(exchange, 404, "{}");
                case "_cluster" -> FakeServer.say(exchange, 408, "{\"status\":\"red\",\"timed_out\":true}");
                default -> FakeServer.say(exchange, 200, "{\"acknowledged\":true}");
            }
        })) {
            Clock clock = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
            IndexBootstrap bootstrap = new TestIndex(starting.endpoint(), clock).bootstrap();

            for (int seconds : new int[] {9, 60}) {
                assertThatThrownBy(() -> bootstrap.ensure(clock.instant().plusSeconds(seconds)))
                        .isExactlyInstanceOf(TransientFailure.class)
                        .hasMessageMatching("OpenSearch .* the shards of .*-model-1 have not started yet");
            }
            assertThat(starting.asked).filteredOn(asked -> asked.contains("_cluster")).satisfiesExactly(
                    soon -> assertThat(soon).contains("timeout=8000ms"),
                    late -> assertThat(late).contains("timeout=10000ms"));
        }
    }

    private static String text(IndexConnection.Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(60);
    }
}
