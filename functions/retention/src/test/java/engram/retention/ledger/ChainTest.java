package engram.retention.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import engram.domain.retention.Notebook;
import engram.retention.ledger.Receipt.Draft;
import engram.retention.ledger.Receipt.Kind;
import engram.retention.ledger.Receipt.Thing;
import engram.retention.ledger.Verification.Part;
import engram.retention.ledger.Verification.Place;
import engram.testing.retention.InMemoryLedger;
import engram.testing.retention.InMemoryNotebook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChainTest {

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Notebook notebook = new InMemoryNotebook();
    private final List<String> settled = new ArrayList<>();
    private final Chain chain = new Chain(ledger, notebook, receipt -> settled.add(receipt.deed()));

    @Test
    void anUntouchedChainHasNoProblems() {
        write(5);
        assertThat(check()).isEmpty();
        assertThat(chain.from(2, 2)).extracting(Receipt::number).containsExactly(2L, 3L);
        assertThat(chain.head().number()).isEqualTo(5);
    }

    @Test
    void anAlteredReceiptIsFound() {
        for (int altered = 1; altered <= 5; altered++) {
            ChainTest fresh = new ChainTest();
            fresh.write(5);
            fresh.alter(altered);
            assertThat(fresh.check()).as("receipt %d", altered).hasSize(1).first().asString().contains("altered");
        }
    }

    @Test
    void aRemovedReceiptIsFound() {
        for (int removed = 1; removed <= 5; removed++) {
            ChainTest fresh = new ChainTest();
            fresh.write(5);
            fresh.ledger.remove(Chain.key(removed));
            assertThat(fresh.check()).as("receipt %d", removed).containsExactly("receipt " + removed + " is missing");
        }
    }

    @Test
    void aReceiptThatIsNoneIsFound() {
        write(3);
        ledger.write(Chain.key(2), "{}x".getBytes(StandardCharsets.UTF_8));
        assertThat(check()).anySatisfy(problem -> assertThat(problem).contains("receipt 2 was altered"));
    }

    @Test
    void aVerificationGoesOnWhereItEnded() {
        write(5);
        alter(3);
        List<String> problems = new ArrayList<>();
        Optional<Place> place = Optional.of(Place.START);
        int parts = 0;
        while (place.isPresent()) {
            Part part = new Verification(ledger, chain).check(place.get(), 2);
            problems.addAll(part.problems());
            place = part.next();
            parts++;
        }
        assertThat(parts).isEqualTo(3);
        assertThat(problems).hasSize(1);
    }

    @Test
    void oneDeedHasOneReceiptThoughItsWriterDiedBeforeItWasSettled() {
        write(1);
        Chain dying = new Chain(ledger, notebook, _ -> {
            throw new IllegalStateException("dead");
        });
        assertThat(catchThrowable(() -> dying.append(draft("deed"), () -> true))).isNotNull();
        assertThat(chain.head().number()).isEqualTo(1);

        assertThat(chain.append(draft("deed"), () -> true).orElseThrow().number()).isEqualTo(2);
        assertThat(chain.append(draft("next"), () -> true).orElseThrow().number()).isEqualTo(3);
        assertThat(settled).containsExactly("deed 0", "deed", "next");
        assertThat(check()).isEmpty();
    }

    @Test
    void whatIsNotWantedAnyMoreIsNotWritten() {
        assertThat(chain.append(draft("late"), () -> false)).isEmpty();
        assertThat(chain.from(1, 10)).isEmpty();
    }

    @Test
    void receiptsOfManyAtOnceAreOneChain() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 40)
                            .mapToObj(i -> (Callable<Object>)
                                    () -> new Chain(ledger, notebook, _ -> {}).append(draft("deed " + i), () -> true))
                            .toList())
                    .forEach(done -> assertThat(done).succeedsWithin(Duration.ofMinutes(1)));
        }
        assertThat(chain.from(1, 100)).extracting(Receipt::deed).hasSize(40).doesNotHaveDuplicates();
        assertThat(check()).isEmpty();
    }

    @Test
    void aLostNoteIsMadeFromTheReceipts() {
        write(3);
        notebook.erase("head", notebook.find("head").orElseThrow().revision());

        assertThat(chain.append(draft("next"), () -> true).orElseThrow().number()).isEqualTo(4);
        assertThat(check()).isEmpty();
    }

    private void write(int receipts) {
        IntStream.range(0, receipts).forEach(i -> chain.append(draft("deed " + i), () -> true));
    }

    private static Draft draft(String deed) {
        return new Draft(Kind.RULES, Instant.EPOCH, "tester", deed, Thing.NONE, Optional.empty());
    }

    private void alter(int number) {
        String text = new String(ledger.read(Chain.key(number)).orElseThrow(), StandardCharsets.UTF_8);
        ledger.write(Chain.key(number), text.replace("tester", "nobody").getBytes(StandardCharsets.UTF_8));
    }

    private List<String> check() {
        return new Verification(ledger, chain).check(Place.START, 1_000).problems();
    }
}
