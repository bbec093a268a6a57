package engram.simulation;

import engram.domain.WorkspaceMapping;
import engram.reconcile.Walk;
import engram.reconcile.WalkReport;
import engram.reconcile.WalkSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One walk of `reconcile` over very many documents, in one go; tells at each tenth of them what is alive in its heap, as lines
/// of JSON on standard output. Arguments: how many documents. Exit code 0 if it saw them all and no difference, 1 if not.
public final class LongWalk {

    private static final int TENTHS = 10;
    private static final WalkSettings SETTINGS =
            new WalkSettings(Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofDays(1), 50, 500, 5);
    /// After all that happened to the documents.
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    private final long documents;
    private final long begin = System.nanoTime();
    private int told;

    private LongWalk(long documents) {
        this.documents = documents;
    }

    public static void main(String[] arguments) {
        System.exit(new LongWalk(Long.parseLong(arguments[0])).run() ? 0 : 1);
    }

    private boolean run() {
        GeneratedStores stores = new GeneratedStores(documents, this::tell);
        Walk walk = new Walk(stores.ports(), WorkspaceMapping.DEFAULT, SETTINGS, _ -> {}, CLOCK);
        WalkReport report = walk.run(
                new Walk.Range(GeneratedStores.WORKSPACE, Optional.empty(), Optional.empty(), true), Instant.MAX);
        tell(report.documents());
        List<Long> asked = stores.asked();
        System.out.printf(Locale.ROOT,
                "{\"ended\":%b,\"documents\":%d,\"differences\":%d,\"listings\":%d,\"paths\":%d,\"reads\":%d,\"entries\":%d}%n",
                report.ended(), report.documents(), report.differences().size(),
                asked.get(0), asked.get(1), asked.get(2), asked.get(3));
        return report.ended() && report.documents() == documents && report.findsNothing();
    }

    /// The heap is looked at after a collection of all of it, while the walk holds all that it holds.
    private void tell(long walked) {
        if (walked * TENTHS >= documents * (told + 1)) {
            told = (int) (walked * TENTHS / documents);
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(Locale.ROOT, "{\"walked\":%d,\"seconds\":%.1f,\"alive\":%d}%n",
                    walked, seconds, runtime.totalMemory() - runtime.freeMemory());
        }
    }
}
