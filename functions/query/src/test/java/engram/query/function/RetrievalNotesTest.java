package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import engram.domain.retention.Retrievals;
import engram.testing.InMemoryCatalog;
import engram.testing.ManualClock;
import engram.testing.retention.InMemoryRetrievals;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetrievalNotesTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final ManualClock clock = new ManualClock(START);
    private final InMemoryRetrievals retrievals = new InMemoryRetrievals(new InMemoryCatalog()::firstSeen);
    private final List<String> calls = new ArrayList<>();
    private boolean away;
    private final RetrievalNotes notes = notes(DAY);

    @Test
    void aDocumentIsNotedOnceADayHoweverOftenItIsAsked() {
        notes.add(List.of(id(1), id(1)));
        clock.advance(DAY.minusSeconds(1));
        notes.add(List.of(id(1)));
        assertThat(calls).containsExactly("begin", "note");

        clock.advance(Duration.ofSeconds(1));
        notes.add(List.of(id(1)));
        assertThat(calls).containsExactly("begin", "note", "note");
        assertThat(retrievals.of(id(1)).last()).contains(START.plus(DAY));
    }

    @Test
    void theFirstNoteSaysSinceWhen() {
        notes.add(List.of(id(1)));

        assertThat(retrievals.noting()).contains(new Retrievals.Noting(START, DAY));
    }

    @Test
    void theBestOfALongAnswerAreNoted() {
        notes.add(IntStream.range(0, 100).mapToObj(RetrievalNotesTest::id).toList());

        assertThat(calls).hasSize(1 + 20);
        assertThat(retrievals.of(id(19)).last()).isPresent();
        assertThat(retrievals.of(id(20)).last()).isEmpty();
    }

    @Test
    void whatCouldNotBeNotedFailsNothingAndIsNotedTheNextTime() {
        away = true;
        assertThatCode(() -> notes.add(List.of(id(1)))).doesNotThrowAnyException();
        assertThat(retrievals.of(id(1)).last()).isEmpty();

        away = false;
        clock.advance(Duration.ofMinutes(1));
        notes.add(List.of(id(1)));
        assertThat(retrievals.of(id(1)).last()).contains(START.plusSeconds(60));
    }

    @Test
    void whereNothingHasRoomToWaitNothingIsNotedAndNothingFails() {
        RetrievalNotes full = new RetrievalNotes(
                recording(), DAY, 20,
                _ -> {
                    throw new RejectedExecutionException("full");
                },
                clock);

        assertThatCode(() -> full.add(List.of(id(1)))).doesNotThrowAnyException();
        assertThat(calls).isEmpty();
    }

    @Test
    void whoeverNotesNothingSaysSoOnce() {
        retrievals.begin(START, DAY);
        RetrievalNotes off = notes(Duration.ZERO);

        off.add(List.of(id(1)));
        off.add(List.of(id(2)));

        assertThat(calls).containsExactly("end");
        assertThat(retrievals.noting()).isEmpty();
        assertThat(retrievals.of(id(1)).last()).isEmpty();
    }

    private RetrievalNotes notes(Duration interval) {
        return new RetrievalNotes(recording(), interval, 20, Runnable::run, clock);
    }

    private Retrievals recording() {
        return (Retrievals) Proxy.newProxyInstance(
                Retrievals.class.getClassLoader(), new Class<?>[] {Retrievals.class}, (_, method, arguments) -> {
                    calls.add(method.getName());
                    if (away) {
                        throw new TransientFailure("away");
                    }
                    try {
                        return method.invoke(retrievals, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static DocumentId id(int number) {
        return new DocumentId(new Workspace("acme"), new SourcePath("acme/" + number + ".md"));
    }
}
