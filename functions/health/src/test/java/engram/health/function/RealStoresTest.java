package engram.health.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import engram.domain.health.Watchbook;
import engram.health.Health;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole function on real servers, which are suspended one after the other.
@QuarkusTest
@TestProfile(RealStores.class)
class RealStoresTest {

    /// For what answers, however busy the machine is.
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final int TRIES = 10;

    @Inject
    Health health;

    @Inject
    Watchbook book;

    @ConfigProperty(name = "test.pids")
    List<String> pids;

    @Test
    void anEmptySystemIsWell() {
        JsonNode page = recovers();

        assertThat(down(page)).isEmpty();
        assertThat(page.at("/queue/waiting").asLong(-1)).isZero();
        assertThat(page.at("/queue/deadLetters").asLong(-1)).isZero();
        assertThat(page.has("chunks")).isFalse();
        assertThat(page.at("/reconcile/state").asText()).contains("reconcile has not run");
    }

    /// The page is asked through the function, and would be given up by the test after half a minute only.
    @ParameterizedTest
    @CsvSource({
        "s3, BUCKET_UNREACHABLE, bucket",
        "sqs, QUEUE_UNREACHABLE, queue deadLetterQueue",
        "dynamodb, CATALOG_UNREACHABLE, catalog embeddings modelVersion",
        "opensearch, INDEX_UNREACHABLE, index alias",
    })
    void oneThatIsSuspendedIsNamedAndTheOthersAreReported(String part, String code, String dependencies) throws Exception {
        Set<String> expected = Set.of(dependencies.split(" "));
        suspend(part);
        JsonNode page;
        try {
            page = looksUntil(Duration.ofSeconds(5), seen -> down(seen).equals(expected));
        } finally {
            resume(part);
        }

        assertThat(page.path("problems").findValuesAsText("code")).contains(code);
        assertThat(page.at("/problems/0/remedy").asText()).isNotBlank();
        recovers();
    }

    /// Within two seconds, by the limit that is the default. A machine that is busy with other things has some tries; a page that
    /// waits for the store, which would take until that request's own limit, is late each time.
    @ParameterizedTest
    @ValueSource(strings = {"s3", "sqs", "dynamodb", "opensearch"})
    void aSuspendedStoreDoesNotHangThePage(String part) throws Exception {
        suspend(part);
        try {
            List<Duration> took = new ArrayList<>();
            for (int tries = 0; tries < TRIES && took.stream().noneMatch(RealStoresTest::isInTime); tries++) {
                Instant asked = Instant.now();
                boolean seen = !health.again().concerns().isEmpty() && !Function.get("/v1/health").json().path("problems").isEmpty();
                Duration time = Duration.between(asked, Instant.now());
                // The signal may come a moment later than the look.
                if (seen) {
                    took.add(time);
                }
            }
            assertThat(took).as("with %s suspended", part).anyMatch(RealStoresTest::isInTime);
        } finally {
            resume(part);
        }
        recovers();
    }

    private static boolean isInTime(Duration time) {
        return time.compareTo(PROMISED) <= 0;
    }

    @Test
    void theScheduleWritesItsWatchbookIntoTheCatalog() {
        long before = looks();
        Instant end = Instant.now().plus(PATIENCE);
        // A look that cannot read the book in time leaves it alone.
        while (looks() < before + 2) {
            assertThat(Instant.now()).isBefore(end);
            assertThat(Function.call(Function.event("health-schedule.json")).status()).isEqualTo(200);
        }
    }

    private long looks() {
        return book.read().map(Watchbook.Entry::look).orElse(0L);
    }

    /// What was asked in vain ends by itself before it is asked again.
    private JsonNode recovers() {
        return looksUntil(PATIENCE, page -> page.path("status").asText().equals("ok"));
    }

    private JsonNode looksUntil(Duration limit, Predicate<JsonNode> expected) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode page = afterALook(limit);
        while (!expected.test(page)) {
            assertThat(Instant.now()).as(page.toPrettyString()).isBefore(end);
            page = afterALook(limit);
        }
        return page;
    }

    private JsonNode afterALook(Duration limit) {
        health.within(limit);
        return Function.get("/v1/health").json();
    }

    private static Set<String> down(JsonNode page) {
        Set<String> down = new TreeSet<>();
        page.path("dependencies").forEach(dependency -> {
            if (dependency.path("status").asText().equals("down")) {
                down.add(dependency.path("name").asText());
            }
        });
        return down;
    }

    private void suspend(String part) throws IOException, InterruptedException {
        signal("STOP", part);
    }

    private void resume(String part) throws IOException, InterruptedException {
        signal("CONT", part);
    }

    private void signal(String signal, String part) throws IOException, InterruptedException {
        Optional<String> pid = pids.stream()
                .filter(each -> each.startsWith(part + "="))
                .map(each -> each.substring(part.length() + 1))
                .findFirst();
        assertThat(new ProcessBuilder("kill", "-" + signal, pid.orElseThrow()).start().waitFor()).isZero();
    }
}
