package engram.health;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.health.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class HealthTest {

    static final List<String> DEPENDENCIES = Patient.ALL;

    private final Clinic clinic = new Clinic();

    @Test
    void allIsWellWhereAllAnswer() {
        Seen seen = clinic.health().now();

        assertThat(seen.level()).isEqualTo(Level.OK);
        assertThat(seen.concerns()).isEmpty();
        assertThat(seen.findings().bucket().lastSuccess()).hasValue(Clinic.NOW);
    }

    /// The limit is long enough for those that answer on a busy machine, and the one that hangs hangs for ever.
    @ParameterizedTest
    @FieldSource("DEPENDENCIES")
    void oneThatHangsIsNamedAndTheOthersAreReported(String hanging) {
        CountDownLatch end = clinic.patient.hang(hanging);

        Findings found = clinic.health(Duration.ofSeconds(3)).again().findings();
        end.countDown();

        assertThat(failed(found)).containsExactly(hanging);
    }

    @Test
    @Timeout(120)
    void allAreAskedAtOnce() {
        clinic.patient.awaitAll();

        Findings found = clinic.health(Duration.ofSeconds(60)).again().findings();

        assertThat(failed(found)).isEmpty();
    }

    @Test
    void allThatHangAreNamed() {
        List<CountDownLatch> ends = Patient.ALL.stream().map(clinic.patient::hang).toList();

        Seen seen = clinic.health(Duration.ofMillis(100)).again();
        ends.forEach(CountDownLatch::countDown);

        assertThat(failed(seen.findings())).containsExactlyInAnyOrderElementsOf(Patient.ALL);
        assertThat(seen.level()).isEqualTo(Level.DOWN);
        assertThat(seen.findings().bucket().trouble().orElseThrow().error()).contains("did not answer within");
    }

    @Test
    void whoeverHangsIsNotAskedAgainMeanwhile() {
        CountDownLatch end = clinic.patient.hang("bucket");
        Health health = clinic.health(Duration.ofMillis(100));
        health.again();
        int asked = clinic.patient.asked.get();

        Reply<Boolean> second = health.again().findings().bucket();
        end.countDown();

        assertThat(second.trouble().orElseThrow().error()).contains("still hangs");
        assertThat(clinic.patient.asked.get() - asked).isLessThan(Patient.ALL.size());
    }

    @Test
    void whatWasSeenIsGoodForSomeSeconds() {
        Health health = clinic.health();
        Seen first = health.now();
        clinic.nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(health.now()).isSameAs(first);

        clinic.nanos.addAndGet(1);
        assertThat(health.now()).isNotSameAs(first);
    }

    @Test
    void aStormOfProbesSharesOneLook() throws Exception {
        Health health = clinic.health();
        Set<Seen> seen = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Seen>> probes = new ArrayList<>();
            for (int probe = 0; probe < 500; probe++) {
                probes.add(health::now);
            }
            for (Future<Seen> answer : threads.invokeAll(probes)) {
                seen.add(answer.get());
            }
        }

        assertThat(seen).hasSize(1);
        assertThat(clinic.patient.asked).hasValue(Patient.ALL.size());
    }

    @Test
    void theLastSuccessIsRemembered() {
        Health health = clinic.health();
        health.again();
        clinic.patient.fail("index");
        clinic.clock.advance(Duration.ofMinutes(3));

        Reply<?> index = health.again().findings().index();

        assertThat(index.lastSuccess()).hasValue(Clinic.NOW);
        assertThat(index.trouble()).hasValue(new Trouble("index at secret-host refuses", "mend index"));
    }

    @Test
    void anUnforeseenFailureIsNamedWithoutItsMessage() {
        clinic.patient.fail("queue", new IllegalStateException("password hunter2"));

        Trouble trouble = clinic.health().again().findings().queue().trouble().orElseThrow();

        assertThat(trouble.error()).contains("IllegalStateException").doesNotContain("hunter2");
    }

    private static List<String> failed(Findings found) {
        List<String> failed = new ArrayList<>();
        add(failed, "bucket", found.bucket());
        add(failed, "queue", found.queue());
        add(failed, "deadLetters", found.deadLetters());
        add(failed, "catalog", found.catalog());
        add(failed, "embeddings", found.embeddings());
        add(failed, "index", found.index());
        add(failed, "alias", found.alias());
        add(failed, "model", found.model());
        add(failed, "oldestUnsettled", found.oldestUnsettled());
        add(failed, "lags", found.hour());
        add(failed, "reconcile", found.reconcile());
        return failed;
    }

    private static void add(List<String> failed, String name, Reply<?> reply) {
        if (reply.trouble().isPresent()) {
            failed.add(name);
        }
    }
}
