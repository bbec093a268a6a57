package engram.local.system.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.local.system.lambda.ColdStart.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cache that fits makes a start shorter; one that does not fit is left aside, with one line in the log, and the function answers all the same.
class ColdStartTest {

    private static final String LEFT_ASIDE = "is left aside";
    private static final byte[] EVENT = "\"hello\"".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private ColdStart tiny;

    @BeforeEach
    void unpack() throws IOException {
        FunctionSpec spec = TinyPackage.spec(folder, new Trigger.Http("/"), Duration.ofSeconds(30), 1);
        tiny = ColdStart.of(spec, spec.name(), TinyPackage.settings(folder), Path.of(System.getProperty("java.home")), Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        tiny.close();
    }

    @Test
    void aPackageAnswersHoweverItIsStarted() throws Exception {
        tiny.train(List.of(EVENT));

        for (Kind kind : List.of(Kind.MANAGED, Kind.CLASS_PATH, Kind.AOT, Kind.SNAPSHOT)) {
            ColdStart.Started started = tiny.start(kind, EVENT);

            assertAnswered(started);
            assertThat(started.ready()).as("%s", kind).isPositive().isLessThanOrEqualTo(started.answered());
            assertThat(started.rssBytes()).as("%s", kind).isPositive();
        }
        assertThat(tiny.can(Kind.NATIVE)).isFalse();
        assertThat(leftAside()).isEmpty();
    }

    @Test
    void aCacheThatIsCutShortIsLeftAside() throws Exception {
        Path cache = tiny.train(List.of(EVENT));
        Files.write(cache, Arrays.copyOf(Files.readAllBytes(cache), (int) (Files.size(cache) / 2)));

        assertLeftAside();
    }

    @Test
    void aFileThatIsNoCacheIsLeftAside() throws Exception {
        Files.writeString(tiny.train(List.of(EVENT)), "no cache");

        assertLeftAside();
    }

    @Test
    void anEmptyFileIsLeftAside() throws Exception {
        Files.write(tiny.train(List.of(EVENT)), new byte[0]);

        assertLeftAside();
    }

    @Test
    void theCacheOfAnotherBuildOfTheJvmIsLeftAside() throws Exception {
        Path cache = tiny.train(List.of(EVENT));
        byte[] bytes = Files.readAllBytes(cache);
        byte[] build = System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8);
        int at = indexOf(bytes, build);
        assertThat(at).as("the cache says which JVM made it").isBetween(0, 4096);
        bytes[at] = '1';
        Files.write(cache, bytes);

        assertLeftAside();
    }

    @Test
    void theCacheOfOtherOptionsIsLeftAside() throws Exception {
        tiny.train(List.of(EVENT));
        List<String> other = new ArrayList<>(tiny.command(Kind.AOT));
        assertThat(other.remove("-XX:+UseCompactObjectHeaders")).isTrue();

        assertAnswered(tiny.start(other, EVENT));

        assertThat(leftAside()).hasSize(1);
    }

    @Test
    void aRehearsalThatIsNotAnsweredMakesNoCache() {
        assertThatThrownBy(() -> tiny.train(List.of(EVENT, "\"throw\"".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class).hasMessageContaining("threw java.lang.IllegalStateException");
    }

    private void assertLeftAside() throws Exception {
        assertAnswered(tiny.start(Kind.AOT, EVENT));

        assertThat(leftAside()).hasSize(1);
        assertThat(Files.readString(tiny.log())).as("what the JVM itself says of it").doesNotContain("[aot").doesNotContain("shared spaces");
    }

    private static void assertAnswered(ColdStart.Started started) {
        assertThat(started.outcome()).isInstanceOfSatisfying(Outcome.Returned.class,
                returned -> assertThat(returned.body()).isEqualTo(EVENT));
    }

    private List<String> leftAside() throws IOException {
        return Files.readAllLines(tiny.log()).stream().filter(line -> line.contains(LEFT_ASIDE)).toList();
    }

    private static int indexOf(byte[] bytes, byte[] sought) {
        for (int i = 0; i <= bytes.length - sought.length; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }
}
