package engram.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.NotAfter;
import engram.domain.OutOfTime;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.retention.hold.Hold;
import engram.retention.hold.Holds;
import engram.retention.ledger.Receipt.Kind;
import engram.retention.ledger.Receipt;
import engram.retention.rules.RulesInvalid;
import engram.retention.sweep.Sweep.End;
import engram.retention.sweep.SweepState.Ask;
import engram.retention.sweep.SweepState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final Surroundings world = new Surroundings(new Random(1));

    @Test
    void whatIsGoneThoughOlderVersionsStayHasAReceiptThatSaysSo() {
        world.rules("version: 1\nrules:\n  - {id: r, mode: act, match: {path: w/**}, action: delete, versions: all, grace: 0s}\n");
        world.put("w/a.md", "abc");
        world.bucket.guardVersions(new SourcePath("w/a.md"));
        world.run();

        assertThat(world.isThere("w/a.md")).isFalse();
        assertThat(world.kinds()).contains(Kind.DELETED);
        assertThat(world.receipts().getFirst().detail()).contains("older versions are locked, and hold it still");
    }

    @Test
    void withoutRulesNothingIsDone() {
        world.put("w/a.md", "text");

        assertThat(world.run().end()).isEqualTo(End.OFF);
        assertThat(world.sweep.last()).isEmpty();
    }

    @Test
    void whatARuleFitsIsMarkedAndDeletedWhenItsGraceTimeHasPassed() {
        world.rules(rule("match: {path: w/**, modified: 90d}", "action: delete", "grace: 7d"));
        world.put("w/a.md", "text");
        world.clock.advance(DAY.multipliedBy(90));

        assertThat(world.run().state().orElseThrow().done()).containsEntry("marked", 1L);
        assertThat(world.isThere("w/a.md")).isTrue();
        world.clock.advance(DAY.multipliedBy(7).minusSeconds(1));
        world.run();
        assertThat(world.isThere("w/a.md")).isTrue();

        world.clock.advance(Duration.ofSeconds(1));
        assertThat(world.run().state().orElseThrow().done()).containsEntry("deleted", 1L);
        assertThat(world.isThere("w/a.md")).isFalse();
    }

    @Test
    void aReceiptTellsWhatWasRemovedByWhichRuleAndWhoHadItDone() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        world.put("w/a.md", "abc");

        world.run();

        Receipt receipt = world.receipts().getFirst();
        assertThat(receipt.kind()).isEqualTo(Kind.DELETED);
        assertThat(receipt.by()).isEqualTo("tester");
        assertThat(receipt.thing().path()).contains("w/a.md");
        assertThat(receipt.thing().size()).contains(3L);
        assertThat(receipt.thing().rule()).contains("r");
        assertThat(receipt.thing().ruleVersion().orElseThrow()).hasSize(12);
        assertThat(receipt.thing().sha256())
                .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(world.problems()).isEmpty();
    }

    @Test
    void theProofComesWhenThePipelineHasSettled() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        world.put("w/a.md", "abc");
        world.follower.catchUp(world.clock.instant());

        assertThat(world.run().state().orElseThrow().done()).containsEntry("unproven", 1L);
        assertThat(world.kinds()).containsExactly(Kind.DELETED);

        world.follower.catchUp(world.clock.instant());
        assertThat(world.run().state().orElseThrow().done()).containsEntry("proven", 1L);
        assertThat(world.kinds()).containsExactly(Kind.DELETED, Kind.PROVEN);
        assertThat(world.receipts().getLast().thing().refersTo()).contains(1L);
        world.run();
        assertThat(world.kinds()).hasSize(2);
    }

    @Test
    void aDocumentThatWasWrittenAnewIsNoTraceOfTheOldOne() {
        world.rules(rule("match: {path: \"**\", modified: 1d}", "action: delete", "grace: 0s"));
        world.put("w/a.md", "abc");
        world.clock.advance(DAY);
        world.follower.catchUp(world.clock.instant());
        world.run();
        world.put("w/a.md", "new");

        world.follower.catchUp(world.clock.instant());
        world.run();

        assertThat(world.kinds()).containsExactly(Kind.DELETED, Kind.PROVEN);
        assertThat(world.receipts().getLast().detail().orElseThrow()).contains("written since");
        assertThat(world.isThere("w/a.md")).isTrue();
    }

    @Test
    void anArchivedObjectIsInTheArchiveAndNotInTheBucket() {
        world.rules(rule("match: {path: \"**\"}", "action: archive", "to: {bucket: old-things, prefix: x/}", "grace: 0s"));
        world.put("w/a.md", "abc");

        world.run();

        assertThat(world.isThere("w/a.md")).isFalse();
        Receipt receipt = world.receipts().getFirst();
        assertThat(receipt.kind()).isEqualTo(Kind.ARCHIVED);
        assertThat(world.bucket.archives()).containsExactly("s3://old-things/x/w/a.md/" + receipt.deed());
        assertThat(receipt.thing().archivedTo()).contains("s3://old-things/x/w/a.md/" + receipt.deed());
    }

    @Test
    void eachDocumentThatComesUnderTheSamePathIsArchivedBesideTheOneBefore() {
        world.rules(rule("match: {path: \"**\"}", "action: archive", "to: {bucket: old-things}", "grace: 0s"));
        world.put("w/a.md", "first");
        world.run();
        world.put("w/a.md", "second");
        world.run();

        assertThat(world.bucket.archives()).hasSize(2);
    }

    @Test
    void whatAStoreRefusesOfSomeObjectsKeepsNobodyFromTheOthers() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        for (int i = 0; i < 8; i++) {
            world.put("w/a" + i, "text " + i);
        }
        world.put("w/b", "text");
        world.frail.refuse("remove", path -> path.startsWith("w/a"));

        SweepState state = world.run().state().orElseThrow();

        assertThat(state.phase()).isEqualTo(Phase.ENDED);
        assertThat(state.done()).containsEntry("failed", 8L).containsEntry("deleted", 1L);
        world.frail.refuse("remove", _ -> false);
        world.clock.advance(Duration.ofMinutes(5));
        assertThat(world.run().state().orElseThrow().done()).containsEntry("deleted", 8L);
        assertThat(world.problems()).isEmpty();
    }

    @Test
    void whatMayNotBeLookedAtIsLeftAloneByTheWalk() {
        world.rules(rule("match: {contentType: text/plain}", "action: delete", "grace: 0s"));
        world.put("w/a", "text");
        world.put("w/b", "text");
        world.frail.refuse("look", path -> path.equals("w/a"));

        SweepState state = world.run().state().orElseThrow();

        assertThat(state.done()).containsEntry("refused", 1L).containsEntry("deleted", 1L);
    }

    @Test
    void aStoreThatIsAwayStopsTheSweep() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        for (int i = 0; i < 8; i++) {
            world.put("w/a" + i, "text " + i);
        }
        world.frail.away("remove");

        assertThatThrownBy(world::run).isInstanceOf(TransientFailure.class);
    }

    @Test
    void aWalkGoesAsFarAsItsTimeAndTheNextOneGoesOnThere() {
        world.rules(rule("match: {contentType: text/plain}", "action: delete", "grace: 1d"));
        for (int i = 0; i < 10; i++) {
            world.put("w/a" + i, "text " + i);
        }
        // Each look takes a fifth of an invocation's time.
        world.frail.slow("look", () -> world.clock.advance(Duration.ofSeconds(12)));

        assertThat(world.run().end()).isEqualTo(End.MORE);
        assertThat(world.sweep.last().orElseThrow().objects()).isEqualTo(5);
        assertThat(world.run().end()).isEqualTo(End.MORE);
        assertThat(world.sweep.last().orElseThrow().objects()).isEqualTo(10);
        assertThat(world.run().end()).isEqualTo(End.DONE);
    }

    @Test
    void aFolderThatCannotBeListedInTheTimeIsPassedOverAndNamed() {
        world.rules(rule("match: {path: \"**\"}", "keepNewest: 1", "action: delete", "grace: 0s"));
        world.put("big/a", "text");
        world.put("big/b", "text");
        world.put("small/a", "text");
        world.put("small/b", "text");
        world.frail.slow("folder", path -> path.startsWith("big/"), () -> world.clock.advance(Duration.ofMinutes(2)));

        End end = world.run().end();
        for (int i = 0; i < 3 && end != End.DONE; i++) {
            end = world.run().end();
        }

        SweepState state = world.sweep.last().orElseThrow();
        assertThat(end).isEqualTo(End.DONE);
        assertThat(state.skipped()).singleElement().asString().contains("rule r").contains("\"big/\"");
        assertThat(world.isThere("big/a")).isTrue();
        assertThat(world.isThere("small/a")).isFalse();
    }

    @Test
    void anObjectThatCannotBeHashedInTheTimeIsPassedOverAndNamed() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        world.put("w/a", "text");
        world.put("w/b", "text");
        world.frail.slow("sha256", path -> path.equals("w/a"), () -> {
            world.clock.advance(Duration.ofMinutes(2));
            throw new OutOfTime("no time is left");
        });

        End end = world.run().end();
        for (int i = 0; i < 3 && end != End.DONE; i++) {
            end = world.run().end();
        }

        assertThat(end).isEqualTo(End.DONE);
        assertThat(world.sweep.last().orElseThrow().skipped()).singleElement().asString().startsWith("w/a takes longer");
        assertThat(world.isThere("w/a")).isTrue();
        assertThat(world.isThere("w/b")).isFalse();
    }

    @Test
    void aHoldThatIsPutOnTheObjectItselfAtTheLastMomentCounts() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        world.put("w/a", "text");
        world.frail.before("sha256", "w/a", () -> world.bucket.tag(new SourcePath("w/a"), Map.of(Holds.TAG, "")));

        assertThat(world.run().state().orElseThrow().done()).containsEntry("held", 1L);

        assertThat(world.isThere("w/a")).isTrue();
    }

    @Test
    void anEditAtTheLastMomentCounts() {
        world.rules(rule("match: {path: \"**\"}", "action: redact", "grace: 0s"));
        world.put("w/a", "of ada@example.org");
        world.frail.before("read", "w/a", () -> {
            world.clock.advance(Duration.ofSeconds(1));
            world.put("w/a", "of ada@example.org", "text/plain", Map.of("class", "other"), Map.of());
        });

        assertThat(world.run().state().orElseThrow().done()).containsEntry("changed", 1L);

        assertThat(world.bucket.look(new SourcePath("w/a")).orElseThrow().state().metadata()).containsEntry("class", "other");
    }

    @Test
    void aReceiptSaysWhereOlderVersionsWereLeftAfterACrash() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "versions: all", "grace: 0s"));
        world.put("w/a", "text");
        world.frail.after("remove", () -> {
            throw new Crash("after remove");
        });
        assertThatThrownBy(world::run).isInstanceOf(Crash.class);
        world.hold("h", Hold.Kind.PREFIX, "w/");
        world.clock.advance(Duration.ofMinutes(5));

        world.run();

        Receipt receipt = world.receipts().stream().filter(each -> each.kind() == Kind.VANISHED).findFirst().orElseThrow();
        assertThat(receipt.detail().orElseThrow()).contains("older versions were left");
    }

    @Test
    void anObjectThatChangedAfterItsMarkIsLeftAlone() {
        world.rules(rule("match: {path: w/**, modified: 90d}", "action: delete", "grace: 7d"));
        world.put("w/a.md", "text");
        world.clock.advance(DAY.multipliedBy(90));
        world.run();
        world.put("w/a.md", "other");

        world.clock.advance(DAY.multipliedBy(8));
        assertThat(world.run().state().orElseThrow().done()).containsEntry("changed", 1L).doesNotContainKey("deleted");
        assertThat(world.isThere("w/a.md")).isTrue();
    }

    @Test
    void aDryRunMarksNothing() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 0s").replace("mode: act", "mode: dry-run"));
        world.put("w/a.md", "text");

        world.run();
        assertThat(world.isThere("w/a.md")).isTrue();
        assertThat(world.notebook.list("mark/", Optional.empty(), 10)).isEmpty();
    }

    @Test
    void aRuleThatWasChangedStartsItsGraceTimeAnew() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 2d"));
        world.put("w/a.md", "text");
        world.run();
        world.clock.advance(DAY);
        world.rules(rule("match: {path: [\"**\", x]}", "action: delete", "grace: 2d"));
        world.run();

        world.clock.advance(DAY);
        world.run();
        assertThat(world.isThere("w/a.md")).isTrue();

        world.clock.advance(DAY);
        world.run();
        assertThat(world.isThere("w/a.md")).isFalse();
    }

    @Test
    void aRuleThatWasTakenBackDoesNothingMore() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 1d"));
        world.put("w/a.md", "text");
        world.run();
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 1d").replace("mode: act", "mode: dry-run"));
        world.clock.advance(DAY.multipliedBy(2));

        assertThat(world.run().state().orElseThrow().done()).containsEntry("lapsed", 1L);
        assertThat(world.isThere("w/a.md")).isTrue();
    }

    @Test
    void holdsWinOverEveryRule() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        world.put("w/held/a.md", "1");
        world.put("w/b.md", "2");
        world.put("w/c.md", "3", "text/plain", Map.of(), Map.of("case", "17"));
        world.put("w/d.md", "4", "text/plain", Map.of("engram-hold", "yes"), Map.of());
        world.put("w/e.md", "5");
        world.bucket.lock(new SourcePath("w/e.md"), world.clock.instant().plus(DAY));
        world.put("w/f.md", "6");
        world.hold("prefix", Hold.Kind.PREFIX, "w/held/");
        world.hold("document", Hold.Kind.DOCUMENT, "w/b.md");
        world.hold("tag", Hold.Kind.TAG, "case=17");

        assertThat(world.run().state().orElseThrow().done()).containsEntry("held", 5L).containsEntry("deleted", 1L);
        assertThat(world.isThere("w/f.md")).isFalse();

        world.holding.lift("prefix", "settled", "tester");
        world.run();
        assertThat(world.isThere("w/held/a.md")).isFalse();
        assertThat(world.isThere("w/b.md")).isTrue();
        assertThat(world.kinds()).contains(Kind.HELD, Kind.RELEASED);
    }

    @Test
    void theNewestOfAFolderAreKept() {
        world.rules(rule("match: {path: \"b/**\"}", "keepNewest: 2", "action: delete", "grace: 0s"));
        for (String path : new String[] {"b/1", "b/2", "b/x/9", "b/3", "b/4", "c/1"}) {
            world.put(path, path);
            world.clock.advance(DAY);
        }

        world.run();

        assertThat(world.isThere("b/1")).isFalse();
        assertThat(world.isThere("b/2")).isFalse();
        assertThat(world.isThere("b/3")).isTrue();
        assertThat(world.isThere("b/4")).isTrue();
        assertThat(world.isThere("b/x/9")).isTrue();
        assertThat(world.isThere("c/1")).isTrue();
    }

    @Test
    void whatBecameOneOfTheNewestMeanwhileIsKept() {
        world.rules(rule("match: {path: \"b/**\"}", "keepNewest: 1", "action: delete", "grace: 1d"));
        world.put("b/1", "1");
        world.clock.advance(DAY);
        world.put("b/2", "2");
        world.run();
        world.bucket.delete(new SourcePath("b/2"));
        world.clock.advance(DAY);

        world.run();
        assertThat(world.isThere("b/1")).isTrue();
    }

    @Test
    void theFirstActingRuleThatFitsCounts() {
        world.rules("""
                version: 1
                rules:
                  - {id: first, match: {path: w/**}, action: delete, grace: 0s}
                  - {id: second, mode: act, match: {contentType: text/*}, action: archive, to: {bucket: old-things}, grace: 0s}
                  - {id: third, mode: act, match: {path: w/**}, action: delete, grace: 0s}
                """);
        world.put("w/a.md", "1");
        world.put("w/b.bin", "2", "application/octet-stream", Map.of(), Map.of());

        world.run();

        assertThat(world.receipts().stream().flatMap(receipt -> receipt.thing().rule().stream())).containsExactlyInAnyOrder("second", "third");
    }

    @Test
    void aSweepThatWouldDoMoreThanTheLimitsAsksAndGoesOnWhenItIsAllowedTo() {
        world.rules("limits: {objects: 3}\n" + rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        for (int i = 0; i < 5; i++) {
            world.put("w/" + i, "text " + i);
        }

        Sweep.Report report = world.run();
        assertThat(report.end()).isEqualTo(End.ASKS);
        Ask ask = report.state().orElseThrow().asks().orElseThrow();
        assertThat(ask.due()).isEqualTo(5);
        assertThat(world.isThere("w/0")).isTrue();
        assertThat(world.run(Optional.of("another")).end()).isEqualTo(End.ASKS);
        assertThat(world.run().end()).isEqualTo(End.ASKS);

        assertThat(world.run(Optional.of(ask.token())).end()).isEqualTo(End.DONE);
        assertThat(world.isThere("w/0")).isFalse();
        assertThat(world.receipts().getFirst().thing().approvedBy()).contains("tester");
    }

    @Test
    void anApprovalIsForWhatWasAskedAndNothingElse() {
        world.rules("limits: {objects: 1}\n" + rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        world.put("w/1", "1");
        world.put("w/2", "2");
        Ask ask = world.run().state().orElseThrow().asks().orElseThrow();
        world.hold("one", Hold.Kind.DOCUMENT, "w/1");
        world.put("w/3", "3");
        world.put("w/4", "4");
        world.run();

        assertThat(world.run(Optional.of(ask.token())).end()).isEqualTo(End.ASKS);
        assertThat(world.bucket.removed()).isEmpty();
    }

    @Test
    void aShareCountsInABucketThatIsNotTiny() {
        world.rules("limits: {share: 10%}\n" + rule("match: {path: old/**}", "action: delete", "grace: 0s"));
        for (int i = 0; i < 30; i++) {
            world.put((i < 21 ? "old/" : "new/") + i, "text " + i);
        }

        assertThat(world.run().end()).isEqualTo(End.ASKS);
    }

    @Test
    void onlyOneSweepsAtATime() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        new Lease(world.notebook).take("another", world.clock.instant(), world.clock.instant().plusSeconds(60));

        assertThat(world.run().end()).isEqualTo(End.BUSY);

        world.clock.advance(Duration.ofSeconds(60));
        assertThat(world.run().end()).isEqualTo(End.DONE);
    }

    @Test
    void aSweepWhoseTimeIsUpGoesOnInTheNextInvocation() {
        world.rules(rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        world.put("w/a", "text");
        Budget none = new Budget(world.clock, world.clock.instant(), Duration.ZERO, world.clock::advance);

        assertThat(world.sweep.run("tester", Optional.empty(), none).end()).isEqualTo(End.MORE);
        assertThat(world.run().end()).isEqualTo(End.DONE);
        assertThat(world.sweep.last().orElseThrow().number()).isEqualTo(1);
    }

    /// An index that wakes up has no answer for half a minute.
    @Test
    void aProofThatTakesLongerThanTheInvocationHasIsLookedAtByTheNext() {
        world.rules("limits: {share: 100%}\n" + rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        world.put("w/a", "text a");
        world.put("w/b", "text b");
        Budget budget = world.budget();
        Instant end = budget.deadline();
        List<Instant> bounds = new ArrayList<>();
        world.follower.counting = () -> {
            bounds.add(NotAfter.moment());
            world.clock.advance(Duration.ofSeconds(40));
            if (world.clock.instant().isAfter(NotAfter.moment())) {
                throw new OutOfTime("no answer yet");
            }
        };

        Sweep.Report first = world.sweep.run("tester", Optional.empty(), budget);
        assertThat(bounds).containsExactly(end, end);
        assertThat(first.end()).isEqualTo(End.MORE);
        assertThat(world.kinds()).containsExactly(Kind.DELETED, Kind.DELETED, Kind.PROVEN);

        assertThat(world.run().end()).isEqualTo(End.DONE);
        assertThat(world.kinds()).containsExactly(Kind.DELETED, Kind.DELETED, Kind.PROVEN, Kind.PROVEN);
    }

    @Test
    void deedsKeepTheirPace() {
        world.rules("limits: {share: 100%}\n" + rule("match: {path: \"**\"}", "action: delete", "grace: 0s"));
        for (int i = 0; i < 10; i++) {
            world.put("w/" + i, "text " + i);
        }
        Budget slow = new Budget(world.clock, world.clock.instant().plusSeconds(600), Duration.ofSeconds(2), world.clock::advance);

        world.sweep.run("tester", Optional.empty(), slow);

        assertThat(Duration.between(Surroundings.START, world.clock.instant())).isEqualTo(Duration.ofSeconds(18));
    }

    @Test
    void rulesThatMakeNoSenseStopTheSweep() {
        world.rules("version: 1\nrules: [{id: r}]");

        assertThatThrownBy(world::run).isInstanceOf(RulesInvalid.class).hasMessageContaining("retention.yaml:2:");
    }

    private static String rule(String... lines) {
        return "version: 1\nrules:\n  - id: r\n    mode: act\n    " + String.join("\n    ", lines) + "\n";
    }
}
