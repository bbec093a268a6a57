package engram.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.BucketListing;
import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.TransientFailure;
import engram.domain.Walks.Progress;
import engram.domain.Walks.Searching;
import engram.domain.Walks.Turn;
import engram.domain.Workspace;
import engram.domain.health.ReconcileReport;
import engram.reconcile.Walk.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReconcileTest {

    private static final Range ALL = new Range(new Workspace("w"), Optional.empty(), Optional.empty(), true);
    private static final Duration STEP = Duration.ofSeconds(10);
    /// More than one look takes, which is a hundred documents.
    private static final int MANY = 250;

    private final Scene scene = new Scene();

    @Test
    void ofTwoThatBeginAtOnceOneWalks() throws Exception {
        scene.indexed("w/a.md", 1);
        scene.later();
        CountDownLatch walking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Reconcile held = scene.reconcile(scene.ports((prefix, after, most) -> {
            walking.countDown();
            await(goOn);
            return scene.bucket.list(prefix, after, most);
        }, scene.bucket));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<WalkReport>> first = threads.submit(() -> held.step(ALL, "one", STEP));
            await(walking);

            assertThat(scene.reconcile(scene.ports()).step(ALL, "two", STEP)).isEmpty();

            goOn.countDown();
            assertThat(first.get(1, TimeUnit.MINUTES)).hasValueSatisfying(report -> assertThat(report.ended()).isTrue());
        }
        assertThat(scene.reconcile(scene.ports()).step(ALL, "two", STEP)).isPresent();
    }

    @Test
    void theTurnOfWhoIsKilledIsTakenOverOnceItHasRunOut() {
        scene.indexed("w/a.md", 1);
        scene.later();
        Reconcile killed = scene.reconcile(scene.ports((_, _, _) -> {
            throw new TransientFailure("killed");
        }, scene.bucket));
        assertThatThrownBy(() -> killed.step(ALL, "one", STEP)).isInstanceOf(TransientFailure.class);

        assertThat(step("two")).isEmpty();
        scene.clock.advance(STEP.plusSeconds(15).minusMillis(1));
        assertThat(step("two")).isEmpty();
        scene.clock.advance(Duration.ofMillis(1));
        assertThat(step("two")).isPresent();
    }

    @Test
    void aPartThatEndsLeavesTheTurnToThePartThatIsUnderWay() throws Exception {
        for (int i = 0; i < MANY; i++) {
            scene.indexed("w/%03d".formatted(i), 1);
        }
        scene.later();
        Optional<SourcePath> middle = Optional.of(new SourcePath("w/124"));
        Range lower = new Range(ALL.workspace(), Optional.empty(), middle, true);
        Range upper = from(middle);
        CountDownLatch walking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Reconcile held = scene.reconcile(scene.ports((prefix, after, most) -> {
            walking.countDown();
            await(goOn);
            return scene.bucket.list(prefix, after, most);
        }, scene.bucket));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<WalkReport>> first = threads.submit(() -> held.step(lower, "one", Duration.ZERO));
            await(walking);
            try {
                assertThat(scene.reconcile(scene.ports()).step(upper, "one", STEP)).map(WalkReport::ended).hasValue(true);
                assertThat(step("two")).isEmpty();
            } finally {
                goOn.countDown();
            }
            Optional<SourcePath> after = first.get(1, TimeUnit.MINUTES).orElseThrow().after();

            assertThat(step("two")).isEmpty();
            assertThat(scene.reconcile(scene.ports()).step(new Range(ALL.workspace(), after, middle, true), "one", STEP))
                    .map(WalkReport::ended).hasValue(true);
        }
        assertThat(scene.reconcile(scene.ports()).step(upper, "one", STEP)).isPresent();
        assertThat(step("two")).isEmpty();

        scene.clock.advance(STEP.plusSeconds(15));
        assertThat(step("two")).isPresent();
    }

    @Test
    void aListThatTakesLongToBeReadyLetsNoSecondWalkBegin() {
        scene.indexed("w/a.md", 1);
        scene.later();
        SortedAtFirst sorted = new SortedAtFirst(() -> assertThat(step("two")).as("while another walks").isEmpty());

        assertThat(scene.reconcile(scene.ports(sorted, scene.bucket)).step(ALL, "one", STEP))
                .hasValueSatisfying(report -> assertThat(report.ended()).isTrue());

        assertThat(sorted.pages).isPositive();
        assertThat(step("two")).isPresent();
    }

    @Test
    void theScheduleHasTheListReadyBeforeItsTurnToo() {
        scene.object("w/lost.md");
        scene.later();
        run();
        scene.clock.advance(Duration.ofDays(1));
        SortedAtFirst sorted = new SortedAtFirst(() -> assertThat(step("two")).as("while the schedule walks").isEmpty());
        Reconcile slow = scene.reconcile(scene.ports(new BucketListing() {
            @Override
            public void ready() {
                sorted.ready();
            }

            @Override
            public List<Listed> list(String prefix, Optional<SourcePath> after, int most) {
                return prefix.isEmpty() ? scene.bucket.list(prefix, after, most) : sorted.list(prefix, after, most);
            }
        }, scene.bucket));

        assertThat(slow.run("schedule", scene.clock.instant().plusSeconds(30))).as("all of its time went by").isZero();
        assertThat(slow.run("schedule", scene.clock.instant().plusSeconds(30))).isEqualTo(1);
        assertThat(sorted.pages).isPositive();
    }

    /// A list of which the first page waits for a minute, as that of an inventory does.
    private final class SortedAtFirst implements BucketListing {
        private final Runnable during;
        private boolean sorted;
        private int pages;

        /// @param during what others do while a page is read
        SortedAtFirst(Runnable during) {
            this.during = during;
        }

        @Override
        public void ready() {
            if (!sorted) {
                scene.clock.advance(Duration.ofMinutes(1));
                sorted = true;
            }
        }

        @Override
        public List<Listed> list(String prefix, Optional<SourcePath> after, int most) {
            ready();
            pages++;
            during.run();
            return scene.bucket.list(prefix, after, most);
        }
    }

    @Test
    void aScheduledWalkThatRunsOutOfTimeGoesOnWhereItStopped() {
        for (int i = 0; i < MANY; i++) {
            scene.object("w/%03d".formatted(i));
        }
        scene.later();

        assertThat(run(scene.clock.instant().plusMillis(1))).isEqualTo(100);
        assertThat(scene.reports.latest()).isEmpty();
        assertThat(reconcile().goOn("schedule", scene.clock.instant().plusMillis(1))).isEqualTo(100);
        assertThat(reconcile().goOn("schedule", scene.clock.instant().plusMillis(1))).isEqualTo(50);
        assertThat(reconcile().goOn("schedule", scene.clock.instant().plusMillis(1))).isZero();

        assertThat(scene.hints).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(scene.reports.latest()).map(ReconcileReport::differences).hasValue(Map.of("NOT_IN_CATALOG", (long) MANY));
    }

    /// However long it takes: whoever walks does not wait for room, and loses no difference.
    @Test
    void aScheduledWalkSendsNothingWhileTooManyMessagesWaitAndGoesOnLater() {
        for (int i = 0; i < MANY; i++) {
            scene.object("w/%03d".formatted(i));
        }
        scene.indexed("w/gone.md", 1);
        scene.bucket.delete(new SourcePath("w/gone.md"));
        scene.later();
        Instant longAfter = scene.clock.instant().plus(Duration.ofHours(1));
        Reconcile sending = scene.reconcile(scene.withQueue());

        assertThat(sending.run("schedule", longAfter)).isEqualTo(100);
        assertThat(sending.goOn("schedule", longAfter)).isZero();
        assertThat(sending.run("schedule", longAfter)).isZero();
        scene.waiting = Scene.MOST_WAITING;
        assertThat(sending.goOn("schedule", longAfter)).isEqualTo(100);
        scene.waiting = 0;
        assertThat(sending.goOn("schedule", longAfter)).isEqualTo(50);
        assertThat(scene.reports.latest()).as("what has to be looked at twice").isEmpty();

        scene.clock.advance(Scene.GRACE);
        Instant muchLater = scene.clock.instant().plus(Duration.ofHours(1));
        scene.waiting = Scene.MOST_WAITING + 1;
        assertThat(sending.goOn("schedule", muchLater)).isZero();
        assertThat(scene.reports.latest()).isEmpty();
        scene.waiting = 0;
        assertThat(sending.goOn("schedule", muchLater)).isEqualTo(1);
        assertThat(scene.hints).hasSize(MANY + 1).doesNotHaveDuplicates();
        assertThat(scene.reports.latest()).map(ReconcileReport::differences)
                .hasValue(Map.of("NOT_IN_CATALOG", (long) MANY, "OBJECT_GONE", 1L));
    }

    @Test
    void aStepOfSomebodysOwnWalkGoesOnWhereItWasHeld() {
        scene.object("w/a.md");
        scene.later();
        scene.waiting = Scene.MOST_WAITING + 1;

        WalkReport held = reconcile().step(ALL, "one", STEP).orElseThrow();
        assertThat(held.held()).isTrue();
        assertThat(held.ended()).isFalse();
        assertThat(held.after()).isEmpty();
        assertThat(held.differences()).isEmpty();
        assertThat(scene.hints).isEmpty();
        Range look = new Range(ALL.workspace(), Optional.empty(), Optional.empty(), false);
        assertThat(reconcile().step(look, "one", STEP).orElseThrow().differences()).isEqualTo(Map.of("NOT_IN_CATALOG", 1L));

        scene.waiting = 0;
        assertThat(reconcile().step(ALL, "one", STEP).orElseThrow().ended()).isTrue();
        assertThat(scene.hints).hasSize(1);
    }

    @Test
    void whatWasCleanIsWalkedOverOnceADayAndWhatWasNotSoonAgain() {
        scene.indexed("w/a.md", 1);
        scene.object("v/lost.md");
        scene.later();
        assertThat(run()).isEqualTo(1);
        assertThat(drift()).isEqualTo(1);

        scene.indexed("v/lost.md", 1);
        scene.object("w/lost.md");
        scene.later();
        assertThat(run()).isZero();
        assertThat(drift()).isZero();

        scene.clock.advance(Duration.ofDays(1));
        assertThat(run()).isEqualTo(1);
        assertThat(drift()).isEqualTo(1);
    }

    @Test
    void aBucketThatTakesLongerToSearchThanARunHasTimeIsWalkedOverAllTheSame() {
        for (int i = 0; i < 5_500; i++) {
            scene.object("%04d".formatted(i));
        }
        scene.object("z/lost.md");
        scene.later();
        Reconcile slow = scene.reconcile(scene.ports((prefix, after, most) -> {
            scene.clock.advance(Duration.ofSeconds(1));
            return scene.bucket.list(prefix, after, most);
        }, scene.bucket));

        assertThat(slow.run("schedule", scene.clock.instant().plusSeconds(4))).isPositive();
        assertThat(scene.walks.all()).containsOnlyKeys(new Workspace("default"));
        assertThat(scene.walks.searching()).hasValue(new Searching(Optional.of(new SourcePath("1999"))));

        slow.run("schedule", scene.clock.instant().plusSeconds(4));
        slow.run("schedule", scene.clock.instant().plusSeconds(4));
        assertThat(scene.walks.all()).as("found by the third run, though walks under way take the time that it has")
                .containsOnlyKeys(new Workspace("default"), new Workspace("z"));

        for (int i = 0; i < 100 && !scene.hints.contains(new SourcePath("z/lost.md")); i++) {
            slow.run("schedule", scene.clock.instant().plusSeconds(4));
        }
        assertThat(scene.hints).contains(new SourcePath("z/lost.md"));
    }

    /// Where an index is to sleep the schedule's walk begins once a day.
    @Test
    void whatARunOfTheDayHasNoTimeForIsWalkedOverByTheRunsInBetween() {
        for (int i = 0; i < MANY; i++) {
            scene.indexed("long/%03d".formatted(i), 1);
            scene.indexed("large/%03d".formatted(i), 1);
        }
        scene.indexed("short/a.md", 1);
        scene.later();
        ReconcileSettings daily = new ReconcileSettings(Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofSeconds(15));
        Reconcile reconcile = new Reconcile(scene.walk(scene.ports((prefix, after, most) -> {
            scene.clock.advance(Duration.ofSeconds(prefix.isEmpty() ? 0 : 1));
            return scene.bucket.list(prefix, after, most);
        }, scene.bucket)), scene.walks, scene.reports, daily, scene.clock);

        for (int day = 0; day < 3; day++) {
            Instant begin = scene.clock.instant();
            reconcile.run("schedule", begin.plusMillis(1));
            for (int minute = 0; minute < 20; minute++) {
                scene.clock.advance(Duration.ofMinutes(1));
                reconcile.goOn("schedule", scene.clock.instant().plusMillis(1));
            }
            assertThat(scene.walks.all()).hasSize(3).allSatisfy((workspace, turn) ->
                    assertThat(turn.last()).as(workspace.name()).hasValueSatisfying(last -> assertThat(last.ended()).isAfter(begin)));
            scene.clock.advance(Duration.ofDays(1).minus(Duration.between(begin, scene.clock.instant())));
        }
    }

    @Test
    void whoWasWalkedOverLongestAgoComesFirst() {
        Map.of("u", 9, "v", 7, "w", 8).forEach((name, days) -> {
            scene.indexed(name + "/a.md", 1);
            Workspace workspace = new Workspace(name);
            scene.walks.take(workspace, "one", scene.clock.instant(), scene.clock.instant());
            ReconcileReport last = new ReconcileReport(
                    scene.clock.instant().minus(Duration.ofDays(days)), Duration.ZERO, Map.of(), Map.of(), Optional.empty());
            scene.walks.leave(workspace, "one", new Turn(Progress.NONE, Progress.NONE, Optional.of(last)));
        });
        scene.object("t/a.md");
        scene.later();
        List<String> walked = new ArrayList<>();
        Reconcile reconcile = scene.reconcile(scene.ports((prefix, after, most) -> {
            if (!prefix.isEmpty() && !walked.contains(prefix)) {
                walked.add(prefix);
            }
            return scene.bucket.list(prefix, after, most);
        }, scene.bucket));
        reconcile.run("schedule", scene.clock.instant().plusSeconds(30));

        assertThat(walked).containsExactly("t/", "u/", "w/", "v/");
    }

    @Test
    void aSearchThatARunDidNotFinishIsGoneOnWithInBetween() {
        for (int i = 0; i < 5_500; i++) {
            scene.object("%04d".formatted(i));
        }
        scene.object("z/lost.md");
        scene.later();
        Reconcile slow = scene.reconcile(scene.ports((prefix, after, most) -> {
            scene.clock.advance(Duration.ofSeconds(1));
            return scene.bucket.list(prefix, after, most);
        }, scene.bucket));

        slow.run("schedule", scene.clock.instant().plusSeconds(4));
        for (int i = 0; i < 100 && !scene.hints.contains(new SourcePath("z/lost.md")); i++) {
            slow.goOn("schedule", scene.clock.instant().plusSeconds(4));
        }

        assertThat(scene.walks.searching()).isEmpty();
        assertThat(scene.hints).contains(new SourcePath("z/lost.md"));
    }

    @Test
    void aSearchThatFailsKeepsNoWalkFromGoingOn() {
        scene.object("w/lost.md");
        scene.later();
        run();
        scene.clock.advance(Duration.ofDays(1));
        Reconcile failing = scene.reconcile(scene.ports((prefix, after, most) -> {
            if (prefix.isEmpty()) {
                throw new TransientFailure("the list is away");
            }
            return scene.bucket.list(prefix, after, most);
        }, scene.bucket));

        assertThatThrownBy(() -> failing.run("schedule", scene.clock.instant().plusSeconds(30))).hasMessage("the list is away");

        assertThat(scene.hints).extracting(SourcePath::key).containsExactly("w/lost.md", "w/lost.md");
    }

    /// The first request to one that sleeps may have no answer in time, and the next run comes a day later.
    @Test
    void whatFailedWhileTheIndexWasAwayIsTriedAgainAMinuteLater() {
        scene.indexed("v/a.md", 1);
        scene.indexed("w/a.md", 1);
        scene.later();
        run();
        Optional<Instant> before = scene.reports.latest().map(ReconcileReport::ended);
        scene.object("z/lost.md");
        scene.clock.advance(Duration.ofDays(1));
        boolean[] away = {true};
        Reconcile reconcile = scene.reconcile(scene.portsThatAsk(() -> {
            if (away[0]) {
                throw new TransientFailure("the index is away");
            }
        }));

        assertThatThrownBy(() -> reconcile.run("schedule", scene.clock.instant().plusSeconds(30))).hasMessage("the index is away");
        assertThatThrownBy(() -> reconcile.goOn("schedule", scene.clock.instant().plusSeconds(30))).hasMessage("the index is away");
        away[0] = false;
        assertThat(reconcile.goOn("schedule", scene.clock.instant().plusSeconds(30))).isEqualTo(1);

        assertThat(scene.hints).containsExactly(new SourcePath("z/lost.md"));
        assertThat(scene.reports.latest().map(ReconcileReport::ended).orElseThrow()).isAfter(before.orElseThrow());
        assertThat(scene.walks.searching()).isEmpty();
    }

    @Test
    void stepsOfSomebodysOwnWalkAreSummedUp() {
        for (int i = 0; i < MANY; i++) {
            scene.failed("w/%03d".formatted(i), Reason.ENCRYPTED);
            scene.clock.advance(Duration.ofMillis(1));
        }
        scene.later();

        WalkReport first = scene.reconcile(scene.ports()).step(ALL, "fsck", Duration.ZERO).orElseThrow();
        WalkReport second = scene.reconcile(scene.ports()).step(from(first.after()), "fsck", Duration.ZERO).orElseThrow();
        assertThat(step("another")).isEmpty();
        scene.reconcile(scene.ports()).step(from(second.after()), "fsck", STEP).orElseThrow();

        ReconcileReport report = scene.reports.latest().orElseThrow();
        assertThat(report.documents()).isEqualTo(Map.of(Status.FAILED, (long) MANY));
        assertThat(report.oldestFailed()).map(failed -> failed.path().key()).hasValue("w/000");
        assertThat(step("another")).isPresent();
    }

    @Test
    void oneWorkspaceThatFailsKeepsNoneOfTheOthersFromTheirTurn() {
        for (String key : new String[] {"u/lost.md", "v/lost.md", "w/lost.md"}) {
            scene.object(key);
        }
        scene.later();
        Reconcile failing = scene.reconcile(scene.ports((prefix, after, most) -> {
            if (prefix.equals("v/")) {
                throw new TransientFailure("v is away");
            }
            return scene.bucket.list(prefix, after, most);
        }, scene.bucket));

        assertThatThrownBy(() -> failing.run("schedule", scene.clock.instant().plusSeconds(30))).hasMessage("v is away");

        assertThat(scene.hints).extracting(SourcePath::key).containsExactlyInAnyOrder("u/lost.md", "w/lost.md");
        assertThat(run()).isEqualTo(1);
    }

    @Test
    void aWalkThatFailsGoesOnWithTheSliceThatFailed() {
        for (int i = 0; i < MANY; i++) {
            scene.object("w/%03d".formatted(i));
        }
        scene.later();
        int[] hints = {0};
        WalkPorts ports = scene.ports();
        Reconcile failing = scene.reconcile(new WalkPorts(ports.listing(), ports.bucket(), ports.scan(), ports.catalog(),
                ports.index(), paths -> {
                    hints[0] += paths.size();
                    if (hints[0] > 200) {
                        throw new TransientFailure("the queue is away");
                    }
                    scene.hints.addAll(paths);
                    scene.clock.advance(Duration.ofSeconds(11));
                }, ports.doubts(), ports.backlog(), ports.versions()));

        assertThatThrownBy(() -> failing.run("schedule", scene.clock.instant().plus(Duration.ofHours(1)))).hasMessage("the queue is away");

        assertThat(run()).isEqualTo(50);
        assertThat(scene.hints).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void aDeletionThatTheScheduleSeesCountsAMinuteLaterIfItStillDiffers() {
        scene.indexed("w/deleted.md", 1);
        scene.indexed("w/handled.md", 1);
        scene.indexed("w/kept.md", 1);
        scene.later();
        scene.bucket.delete(new SourcePath("w/deleted.md"));
        scene.bucket.delete(new SourcePath("w/handled.md"));

        assertThat(run()).isZero();
        assertThat(scene.reports.latest()).isEmpty();
        assertThat(goOn()).isZero();
        assertThat(scene.reports.latest()).isEmpty();

        scene.deleted("w/handled.md");
        scene.index.damage(scene.entriesOf("w/deleted.md", "w/kept.md"));
        scene.clock.advance(Duration.ofMinutes(1));
        assertThat(goOn()).isEqualTo(1);
        assertThat(scene.hints).extracting(SourcePath::key).containsExactly("w/deleted.md");
        assertThat(scene.reports.latest()).map(ReconcileReport::differences).hasValue(Map.of("OBJECT_GONE", 1L));
        assertThat(goOn()).isZero();
    }

    @Test
    void manyDeletionsThatNobodyToldOfAreAllFoundByOneWalkOfTheSchedule() {
        for (int i = 0; i < 2_300; i++) {
            scene.indexed("w/%04d".formatted(i), 1);
        }
        scene.later();
        for (int i = 0; i < 2_300; i++) {
            scene.bucket.delete(new SourcePath("w/%04d".formatted(i)));
        }

        run();
        for (int i = 0; i < 5 && scene.reports.latest().isEmpty(); i++) {
            scene.clock.advance(Duration.ofMinutes(1));
            goOn();
        }

        assertThat(scene.hints).hasSize(2_300).doesNotHaveDuplicates();
        assertThat(scene.reports.latest()).map(ReconcileReport::differences).hasValue(Map.of("OBJECT_GONE", 2_300L));
    }

    @Test
    void aWalkWhoseOwnerHasToLookTwiceTellsHealthNothing() {
        scene.indexed("w/a.md", 1);
        scene.later();
        scene.bucket.delete(new SourcePath("w/a.md"));

        assertThat(step("fsck")).map(WalkReport::twice).hasValue(List.of(new SourcePath("w/a.md")));

        assertThat(scene.reports.latest()).isEmpty();
        assertThat(step("another")).isPresent();
    }

    @Test
    void aPartOfAWorkspaceIsNoReport() {
        scene.indexed("w/a.md", 1);
        scene.later();

        scene.reconcile(scene.ports()).step(from(Optional.of(new SourcePath("w/0"))), "fsck", STEP);

        assertThat(scene.reports.latest()).isEmpty();
    }

    @Test
    void aWorkspaceThatIsNoMoreIsNoDriftAnyMore() {
        scene.object("v/a.md");
        scene.indexed("w/a.md", 1);
        scene.later();
        run();
        assertThat(drift()).isEqualTo(1);

        scene.bucket.delete(new SourcePath("v/a.md"));
        scene.clock.advance(Duration.ofDays(1));
        run();

        assertThat(drift()).isZero();
    }

    /// However seldom the schedule's walk begins: what it found is mended, or told of, soon.
    @Test
    void whereDifferencesWereFoundItIsWalkedAgainUntilThereAreNone() {
        scene.object("w/lost.md");
        scene.later();
        assertThat(run()).isEqualTo(1);
        assertThat(drift()).isEqualTo(1);

        scene.clock.advance(Duration.ofMinutes(9));
        assertThat(goOn()).as("too soon").isZero();
        scene.clock.advance(Duration.ofMinutes(1));
        assertThat(goOn()).isEqualTo(1);
        assertThat(drift()).isEqualTo(1);

        scene.bucket.delete(new SourcePath("w/lost.md"));
        scene.clock.advance(Duration.ofMinutes(10));
        assertThat(goOn()).isZero();
        assertThat(drift()).isZero();
        Instant ended = scene.reports.latest().orElseThrow().ended();
        scene.clock.advance(Duration.ofDays(2));
        assertThat(goOn()).isZero();
        assertThat(scene.reports.latest().orElseThrow().ended()).isEqualTo(ended);
    }

    /// It may sleep then.
    @Test
    void inAnIdleHourOnlyTheRunThatLooksForWorkspacesAsksTheIndex() {
        for (int i = 0; i < MANY; i++) {
            scene.indexed("w/%03d".formatted(i), 1);
        }
        scene.later();
        AtomicInteger asked = new AtomicInteger();
        WalkPorts ports = scene.portsThatAsk(asked::incrementAndGet);
        Reconcile reconcile = scene.reconcile(ports);
        reconcile.run("schedule", scene.clock.instant().plusSeconds(30));
        assertThat(scene.reports.latest().orElseThrow().drift()).isZero();
        asked.set(0);
        Settle settle = new Settle(scene.catalog, scene.hints::addAll,
                new SettleSettings(Duration.ofSeconds(90), Duration.ofHours(1), 1_000), scene.clock);

        for (int minute = 0; minute < 60; minute++) {
            settle.run();
            reconcile.goOn("schedule", scene.clock.instant().plusSeconds(30));
            scene.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(asked).hasValue(0);

        reconcile.run("schedule", scene.clock.instant().plusSeconds(30));
        assertThat(asked).as("though no walk is due").hasValue(1);
    }

    private Optional<WalkReport> step(String owner) {
        return scene.reconcile(scene.ports()).step(ALL, owner, STEP);
    }

    private static Range from(Optional<SourcePath> after) {
        return new Range(ALL.workspace(), after, Optional.empty(), true);
    }

    private long run() {
        return run(scene.clock.instant().plusSeconds(30));
    }

    /// Time goes by while a workspace is listed.
    private long run(Instant stopAt) {
        return reconcile().run("schedule", stopAt);
    }

    private long goOn() {
        return reconcile().goOn("schedule", scene.clock.instant().plusSeconds(30));
    }

    private Reconcile reconcile() {
        return scene.reconcile(scene.ports((prefix, after, most) -> {
            scene.clock.advance(Duration.ofMillis(prefix.isEmpty() ? 0 : 1));
            return scene.bucket.list(prefix, after, most);
        }, scene.bucket));
    }

    private long drift() {
        return scene.reports.latest().orElseThrow().drift();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
