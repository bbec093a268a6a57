package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.Files;
import engram.ingest.extract.Fuzzer;
import engram.ingest.extract.Fuzzer.HostileFile;
import engram.ingest.split.SplitSettings;
import engram.ingest.split.Splitter;
import engram.testing.WordTokenizer;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Files that a fuzzer made out of valid ones: each is read or rejected with a reason, none hangs, crashes or takes the
/// memory. `-Dengram.fuzz=10000` makes more of them, `-Dengram.seed=S` the same ones again.
final class HostileFilesTest {

    private static final int FILES = Integer.getInteger("engram.fuzz", 300);
    private static final Duration HANGING = Duration.ofSeconds(60);

    private final Splitter splitter = new Splitter(new WordTokenizer(510), SplitSettings.DEFAULT);
    private final Map<String, Integer> results = new TreeMap<>();

    @Test
    void eachIsReadOrRejectedWithAReason() {
        long seed = Long.getLong("engram.seed", new Random().nextLong());
        System.out.println("HostileFilesTest: -Dengram.fuzz=" + FILES + " -Dengram.seed=" + seed);
        Fuzzer fuzzer = new Fuzzer(seed);
        long slowest = 0;
        String slow = "";
        for (int i = 0; i < FILES; i++) {
            HostileFile file = fuzzer.next();
            String what = "file " + i + " of seed " + seed + ", " + file.name() + " made of " + file.what();
            long start = System.nanoTime();
            Assertions.assertTimeoutPreemptively(HANGING, () -> settle(file), what);
            long took = System.nanoTime() - start;
            slow = took > slowest ? what : slow;
            slowest = Math.max(slowest, took);
        }
        System.out.println("HostileFilesTest: " + results + ", slowest " + slowest / 1_000_000 + " ms: " + slow);
    }

    private void settle(HostileFile file) {
        try {
            Extracted extracted = Files.extract(file.name(), "", file.bytes());
            int end = 0;
            for (Chunk chunk : splitter.split(extracted)) {
                assertThat(chunk.start()).isEqualTo(end);
                end = chunk.end();
            }
            results.merge(end == 0 ? "EMPTY" : "INDEXED", 1, Integer::sum);
        } catch (PermanentFailure failure) {
            Reason reason = failure.rejection().reason();
            results.merge(reason.name(), 1, Integer::sum);
            boolean memory = failure.getCause() instanceof OutOfMemoryError;
            assertThat(memory).as("memory ran out: %s", failure.getMessage()).isFalse();
            assertThat(reason).as(failure.getMessage()).isNotEqualTo(Reason.PARSE_TIMEOUT);
        }
    }
}
