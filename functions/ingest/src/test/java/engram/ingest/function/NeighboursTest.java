package engram.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Reason;
import engram.ingest.Outcome;
import engram.ingest.extract.Extraction;
import engram.ingest.extract.HangingFiles;
import engram.ingest.extract.HostileKinds;
import engram.ingest.extract.HostileKinds.Kind;
import engram.ingest.extract.Planted;
import engram.ingest.extract.Samples;
import engram.ingest.function.Batches.File;
import engram.ingest.function.Batches.Settled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Good documents in one batch with files that mean harm: all good ones are indexed and each of the others settles, in that very
/// invocation. Prints how long the good ones take alone, beside other good ones, and beside hostile ones.
///
/// `-Dengram.neighbours=1175` takes more hostile files than the build does, `-Dengram.neighbours.folder=…` those of a folder.
/// The time limit is against hanging.
@Timeout(1_800)
final class NeighboursTest {

    private static final int HOSTILE = Integer.getInteger("engram.neighbours", 40);
    private static final int OF_EACH = 5;
    private static final Duration PATIENT = Duration.ofMinutes(10);

    /// What may become of files of which nothing is known: anything but to be tried again.
    private static final List<String> ENDS = Stream.concat(
                    Stream.of("INDEXED", "EMPTY"), Stream.of(Reason.values()).map(Reason::name)).toList();

    private Duration slowest = Duration.ZERO;
    private String slow = "";
    private final long seed = Long.getLong("engram.seed", new Random().nextLong());

    @Test
    void goodDocumentsAreIndexedBesideHostileOnes() throws IOException {
        List<File> hostile = hostile();
        System.out.printf("NeighboursTest: -Dengram.neighbours=%d -Dengram.seed=%d%n", hostile.size(), seed);
        Batches batches = new Batches(new Extraction(Batches.bounds(PATIENT)), PATIENT.multipliedBy(2));
        run(batches, 1, List.of());
        int rounds = Math.ceilDiv(hostile.size(), OF_EACH);
        times("alone", run(batches, rounds, List.of()));
        times("beside as many good ones", run(batches, rounds, good(rounds * OF_EACH, seed + 1)));
        slowest = Duration.ZERO;
        times("beside as many hostile ones", run(batches, rounds, hostile));
        System.out.printf("NeighboursTest: the last to settle was %s, after %,d ms%n", slow, slowest.toMillis());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void goodDocumentsAreIndexedBesideFilesThatHang(int count) {
        List<File> good = good(2 * OF_EACH, seed);
        check(good, new Batches(new Extraction(Batches.bounds(PATIENT)), PATIENT).run(good));
        Duration limit = Duration.ofSeconds(15);
        try (HangingFiles hanging = new HangingFiles(Batches.bounds(limit))) {
            Batches batches = new Batches(hanging.extraction(), PATIENT);
            List<File> files = new ArrayList<>(IntStream.range(0, count)
                    .mapToObj(i -> new File("hanging/" + i + HangingFiles.ENDING, new byte[] {'x'}, List.of("PARSE_TIMEOUT")))
                    .toList());
            files.addAll(good);
            Map<File, Settled> settled = batches.run(files);
            check(files, settled);
            for (boolean text : List.of(true, false)) {
                times("(%s) beside %d files that hang for %d s".formatted(text ? "text" : "binary", count, limit.toSeconds()),
                        good.stream().filter(file -> file.name().contains("planted") == text).map(file -> settled.get(file).after()).toList());
            }
        }
    }

    /// @return how long each good one took from the beginning of its batch
    private List<Duration> run(Batches batches, int rounds, List<File> others) {
        List<File> good = good(rounds * OF_EACH, seed);
        List<Duration> took = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<File> batch = new ArrayList<>(part(others, round));
            batch.addAll(part(good, round));
            Map<File, Settled> settled = batches.run(batch);
            check(batch, settled);
            part(good, round).forEach(file -> took.add(settled.get(file).after()));
        }
        return took;
    }

    private static List<File> part(List<File> files, int round) {
        return files.subList(Math.min(files.size(), round * OF_EACH), Math.min(files.size(), (round + 1) * OF_EACH));
    }

    private void check(List<File> batch, Map<File, Settled> settled) {
        for (File file : batch) {
            Duration after = settled.get(file).after();
            slow = after.compareTo(slowest) > 0 ? file.name() + " of " + file.bytes().length + " bytes" : slow;
            slowest = after.compareTo(slowest) > 0 ? after : slowest;
            assertThat(file.ends()).as("%s, seed %d", file.name(), seed).contains(end(settled.get(file).outcome()));
        }
    }

    private static String end(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Indexed _ -> "INDEXED";
            case Outcome.Empty _ -> "EMPTY";
            case Outcome.Rejected(var why) -> why.reason().name();
            case Outcome.Unchanged _, Outcome.Absorbed _, Outcome.Removed _, Outcome.Continued _, Outcome.Postponed _ -> outcome.toString();
        };
    }

    private static void times(String how, List<Duration> took) {
        if (took.isEmpty()) {
            return;
        }
        List<Long> sorted = took.stream().map(Duration::toMillis).sorted().toList();
        System.out.printf("NeighboursTest: %d good documents %s: settled after %,d ms in the mean, %,d in the median, %,d for 95 %%, %,d at most%n",
                sorted.size(), how, sorted.stream().mapToLong(Long::longValue).sum() / sorted.size(), sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100), sorted.getLast());
    }

    /// Of every format, the same ones for the same seed.
    private static List<File> good(int count, long seed) {
        Map<String, byte[]> valid = new TreeMap<>(Samples.all());
        Planted.writers().stream()
                .filter(writer -> !writer.binary())
                .forEach(writer -> valid.put("planted." + writer.ending(), writer.write(new Planted(seed))));
        List<String> names = new ArrayList<>(valid.keySet());
        Collections.shuffle(names, new Random(seed));
        return IntStream.range(0, count)
                .mapToObj(i -> names.get(i % names.size()))
                .map(name -> new File("good/" + name, valid.get(name), List.of("INDEXED")))
                .toList();
    }

    private List<File> hostile() throws IOException {
        String folder = System.getProperty("engram.neighbours.folder", "");
        if (!folder.isEmpty()) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                List<File> all = new ArrayList<>();
                for (Path file : files.sorted().toList()) {
                    all.add(new File("hostile/" + file.getFileName(), Files.readAllBytes(file), ENDS));
                }
                return all;
            }
        }
        List<Kind> kinds = new ArrayList<>(HostileKinds.all());
        Collections.shuffle(kinds, new Random(seed));
        return kinds.subList(0, Math.min(HOSTILE, kinds.size())).stream()
                .map(kind -> new File("hostile/" + kind.name(), kind.bytes(), kind.ends()))
                .toList();
    }
}
