package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Chunk;
import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import engram.testing.InMemoryEmbeddingCache;
import engram.testing.ManualClock;
import engram.testing.WordEmbedder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassageEmbedderTest {

    private static final Duration RESERVE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 50;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final WordEmbedder words = new WordEmbedder();
    private final InMemoryEmbeddingCache cache = new InMemoryEmbeddingCache();
    private final List<Integer> steps = new ArrayList<>();

    @Test
    void aSlowModelOverrunsNoDeadlineAndWhatItDidIsKept() {
        for (Duration each : List.of(Duration.ofMillis(10), Duration.ofMillis(150), Duration.ofMillis(600))) {
            List<Chunk> chunks = chunks(8_000, each.toString());
            Deadline deadline = new Deadline(clock.instant().plusSeconds(60), RESERVE, clock);
            steps.clear();

            assertThatThrownBy(() -> embedder(each).embed(chunks, deadline))
                    .isInstanceOfSatisfying(Deadline.OutOfTime.class, outOfTime -> assertThat(outOfTime.progress()).isTrue());

            assertThat(clock.instant()).as("at %s a text", each).isBefore(deadline.end());
            List<TextHash> hashes = chunks.stream().map(chunk -> TextHash.of(chunk.embeddingText())).toList();
            assertThat(cache.find(words.modelVersion(), hashes)).hasSize(steps.stream().mapToInt(i -> i).sum());
        }
    }

    @Test
    void theNextInvocationGoesOnWhereThisOneStopped() {
        List<Chunk> chunks = chunks(300, "long");
        int invocations = 1;
        for (; ; invocations++) {
            try {
                PassageEmbedder.Embedded embedded = embedder(Duration.ofMillis(600))
                        .embed(chunks, new Deadline(clock.instant().plusSeconds(60), RESERVE, clock));
                assertThat(embedded.embeddings()).hasSize(300);
                break;
            } catch (Deadline.OutOfTime outOfTime) {
                assertThat(outOfTime.progress()).isTrue();
            }
        }
        assertThat(invocations).isEqualTo(4);
        assertThat(steps.stream().mapToInt(i -> i).sum()).as("no text twice").isEqualTo(300);
    }

    @Test
    void aFastModelIsAskedForManyAtOnce() {
        embedder(Duration.ZERO).embed(chunks(1_000, "fast"), new Deadline(clock.instant().plusSeconds(60), RESERVE, clock));

        assertThat(steps.subList(steps.size() - 10, steps.size())).containsOnly(AT_ONCE);
    }

    private PassageEmbedder embedder(Duration each) {
        return new PassageEmbedder(new Embedder() {
            @Override
            public ModelVersion modelVersion() {
                return words.modelVersion();
            }

            @Override
            public int dimension() {
                return words.dimension();
            }

            @Override
            public Embedding embedQuery(String question) {
                return words.embedQuery(question);
            }

            @Override
            public List<Embedding> embedPassages(List<String> passages) {
                steps.add(passages.size());
                clock.advance(each.multipliedBy(passages.size()));
                return words.embedPassages(passages);
            }
        }, cache, AT_ONCE);
    }

    private static List<Chunk> chunks(int count, String of) {
        return IntStream.range(0, count)
                .mapToObj(i -> "text %d of %s".formatted(i, of))
                .map(text -> new Chunk(0, text.length(), text, "", List.of(), text, "text/plain", Map.of()))
                .toList();
    }
}
