package engram.ingest.extract.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.TransientFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The time limit is against hanging.
@Timeout(120)
final class ParserThreadsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    /// What hangs, hangs until the test is over.
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() {
        over.countDown();
    }

    @Test
    void aParserThatHangsIsEnded() {
        ParserThreads threads = threads(Duration.ofSeconds(5), () -> {});
        assertReason(Reason.PARSE_TIMEOUT, () -> threads.run("x", TimeLeft.unlimited(), this::hang));
        assertThat(threads.run("x", TimeLeft.unlimited(), () -> 1)).isEqualTo(1);
    }

    @Test
    void aFileThatWasBegunTooLateIsNotRejectedForIt() {
        ParserThreads threads = threads(LONG, () -> {});
        assertThatThrownBy(() -> threads.run("x", () -> SHORT, this::hang)).isInstanceOf(TimeLeft.TooLate.class);
        assertThat(threads.run("x", () -> LONG, () -> 1)).isEqualTo(1);
    }

    @Test
    void aFileThatIsReadInWhatTimeIsLeftIsRead() {
        assertThat(threads(LONG.multipliedBy(2), () -> {}).run("x", () -> LONG, () -> 1)).isEqualTo(1);
    }

    @Test
    void noParserIsBegunWhenNoTimeIsLeft() {
        AtomicBoolean begun = new AtomicBoolean();
        assertThatThrownBy(() -> threads(LONG, () -> {}).run("x", () -> Duration.ZERO, () -> {
            begun.set(true);
            return 1;
        })).isInstanceOf(TimeLeft.TooLate.class);
        assertThat(begun).isFalse();
    }

    @Test
    void aSlowParserLeavesItsPlaceToTheNext() throws Exception {
        ParserThreads threads = threads(LONG, () -> {});
        hangBeside(threads);
        assertThat(threads.run("x", () -> LONG, () -> 1)).isEqualTo(1);
    }

    @Test
    void whoHasNoPlaceBeforeTheTimeIsOverIsTriedAgain() throws Exception {
        ParserThreads threads = threads(LONG, () -> {});
        hangBeside(threads);
        hangBeside(threads);
        assertThatThrownBy(() -> threads.run("x", () -> SHORT, () -> 1)).isInstanceOf(TimeLeft.TooLate.class);
    }

    @Test
    void tooManyParsersThatIgnoreTheirEndEndTheProcess() {
        AtomicInteger ends = new AtomicInteger();
        ParserThreads threads = threads(Duration.ofSeconds(3), ends::incrementAndGet);
        for (int i = 0; i < 2; i++) {
            assertReason(Reason.PARSE_TIMEOUT, () -> threads.run("x", TimeLeft.unlimited(), this::deaf));
        }
        assertThat(ends).hasValue(0);
        assertThatThrownBy(() -> threads.run("x", TimeLeft.unlimited(), () -> 1)).isInstanceOf(TransientFailure.class);
        assertThat(ends).hasValue(1);
    }

    @Test
    void aParserThatEatsMemoryOrStackHarmsNobodyElse() {
        ParserThreads threads = threads(LONG, () -> {});
        assertReason(Reason.TOO_LARGE,
                () -> threads.run("x", TimeLeft.unlimited(), () -> new long[Integer.MAX_VALUE].length));
        assertReason(Reason.TOO_DEEP, () -> threads.run("x", TimeLeft.unlimited(), () -> recurse(1)));
        assertThat(threads.run("x", TimeLeft.unlimited(), () -> 1)).isEqualTo(1);
    }

    @Test
    void memoryThatRunsOutBesideAnotherParserIsNotHeldAgainstTheFile() throws Exception {
        ParserThreads threads = threads(LONG, () -> {});
        hangBeside(threads);
        assertThatThrownBy(() -> threads.run("x", TimeLeft.unlimited(), () -> new long[Integer.MAX_VALUE].length))
                .isInstanceOf(TransientFailure.class).hasMessageContaining("memory");
    }

    /// Until it runs.
    private void hangBeside(ParserThreads threads) throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> threads.run("x", TimeLeft.unlimited(), () -> {
            begun.complete(null);
            return hang();
        }));
        begun.get();
    }

    private int hang() throws InterruptedException {
        over.await();
        return 1;
    }

    private int deaf() {
        while (over.getCount() > 0) {
            Thread.onSpinWait();
            Thread.interrupted();
        }
        return 0;
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    private static ParserThreads threads(Duration timeout, Runnable end) {
        ParserBounds b = ParserBounds.DEFAULT;
        return new ParserThreads(new ParserBounds(b.maxInflated(), b.maxRatio(), b.maxEntries(), b.maxXmlDepth(),
                b.maxPages(), b.maxText(), timeout, 1, 1), end);
    }

    private static void assertReason(Reason reason, Runnable parse) {
        assertThatThrownBy(parse::run).isInstanceOfSatisfying(PermanentFailure.class, failure ->
                assertThat(failure.rejection().reason()).isEqualTo(reason));
    }
}
