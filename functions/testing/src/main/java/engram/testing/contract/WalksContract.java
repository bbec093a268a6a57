package engram.testing.contract;

import static engram.testing.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.Walks.Progress;
import engram.domain.Walks.Searching;
import engram.domain.Walks.Turn;
import engram.domain.Walks.Twice;
import engram.domain.Walks;
import engram.domain.Workspace;
import engram.domain.health.ReconcileReport.Failed;
import engram.domain.health.ReconcileReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What [Walks] promises.
public abstract class WalksContract {

    private static final Instant UNTIL = NOW.plusSeconds(60);

    protected abstract Walks walks();

    private final Workspace workspace = Samples.workspace();
    private final SourcePath path = new SourcePath(workspace + "/ä.md");
    private final ReconcileReport some = new ReconcileReport(NOW.minusSeconds(9), Duration.ofSeconds(3),
            Map.of(Status.INDEXED, 4L), Map.of("CHUNKS_MISSING", 2L),
            Optional.of(new Failed(path, Reason.ENCRYPTED, NOW.minusSeconds(90))));
    private final ReconcileReport none = new ReconcileReport(NOW, Duration.ZERO, Map.of(), Map.of(), Optional.empty());
    private final Progress halfWay = new Progress(Optional.of(path), Optional.of(some), Optional.empty());
    private final Progress almostThere = new Progress(Optional.of(path), Optional.of(some),
            Optional.of(new Twice(List.of(path, new SourcePath(workspace + "/z.md")), NOW.minusSeconds(5))));

    @Test
    void theFirstOneHasTheTurnAndNothingDoneBefore() {
        assertThat(take("a", NOW)).hasValue(Turn.FIRST);
        assertThat(walks().all()).containsEntry(workspace, Turn.FIRST);
    }

    @Test
    void anotherHasToWaitUntilTheTurnIsLeftOrHasRunOut() {
        take("a", NOW);

        assertThat(take("b", UNTIL.minusMillis(1))).isEmpty();
        assertThat(take("b", UNTIL)).isPresent();
        assertThat(take("a", UNTIL)).isEmpty();
        walks().leave(workspace, "b", Turn.FIRST);
        assertThat(take("a", UNTIL)).isPresent();
    }

    @Test
    void whoHasTheTurnMayTakeItAgainAndGoOnWithItsOwnWalk() {
        take("a", NOW);
        walks().keep(workspace, "a", halfWay);

        assertThat(take("a", NOW)).hasValue(new Turn(Progress.NONE, halfWay, Optional.empty()));
        assertThat(take("b", NOW)).isEmpty();
        assertThat(take("b", UNTIL)).hasValue(Turn.FIRST);
    }

    @Test
    void stepsOfOneOwnerSideBySideShareTheTurnUntilItRunsOut() {
        assertThat(take("a", NOW)).hasValue(Turn.FIRST);
        assertThat(take("a", NOW)).hasValue(Turn.FIRST);

        assertThat(take("b", UNTIL.minusMillis(1))).isEmpty();
        assertThat(take("a", UNTIL.minusMillis(1))).isPresent();
        assertThat(take("b", UNTIL)).hasValue(Turn.FIRST);
        assertThat(take("a", UNTIL)).isEmpty();
    }

    @Test
    void howFarTheScheduleCameAndWhatWasSeenLastIsKept() {
        take("a", NOW);
        walks().leave(workspace, "a", new Turn(halfWay, halfWay, Optional.empty()));
        assertThat(take("b", NOW)).hasValue(new Turn(halfWay, Progress.NONE, Optional.empty()));

        Turn ended = new Turn(Progress.NONE, Progress.NONE, Optional.of(none));
        walks().leave(workspace, "b", ended);
        assertThat(walks().all()).containsEntry(workspace, ended);
        assertThat(take("c", NOW)).hasValue(ended);

        walks().leave(workspace, "c", Turn.FIRST);
        assertThat(take("d", NOW)).hasValue(Turn.FIRST);
    }

    @Test
    void whatTheScheduleHasToLookAtAgainIsKeptUntilItHas() {
        take("a", NOW);
        walks().leave(workspace, "a", new Turn(almostThere, Progress.NONE, Optional.empty()));
        assertThat(take("b", NOW)).hasValue(new Turn(almostThere, Progress.NONE, Optional.empty()));

        walks().leave(workspace, "b", new Turn(halfWay, Progress.NONE, Optional.empty()));
        assertThat(walks().all()).containsEntry(workspace, new Turn(halfWay, Progress.NONE, Optional.empty()));
    }

    @Test
    void anothersTurnIsLeftAlone() {
        take("a", NOW);
        take("b", UNTIL);

        walks().leave(workspace, "a", new Turn(halfWay, Progress.NONE, Optional.of(some)));
        walks().keep(workspace, "a", halfWay);

        assertThat(take("c", UNTIL)).isEmpty();
        assertThat(take("b", UNTIL)).hasValue(Turn.FIRST);
    }

    @Test
    void aWorkspaceThatIsNoMoreIsForgottenUnlessSomebodyHasTheTurn() {
        take("a", NOW);
        walks().leave(workspace, "a", new Turn(Progress.NONE, Progress.NONE, Optional.of(some)));
        take("b", NOW);

        walks().forget(workspace);
        assertThat(walks().all()).containsKey(workspace);

        walks().leave(workspace, "b", new Turn(Progress.NONE, Progress.NONE, Optional.of(some)));
        walks().forget(workspace);
        walks().forget(workspace);
        assertThat(walks().all()).doesNotContainKey(workspace);
    }

    @Test
    void howFarTheSearchForWorkspacesCameIsKeptAndIsNoWorkspace() {
        assertThat(walks().searching()).isEmpty();
        Searching failed = new Searching(Optional.empty());
        walks().keepSearching(Optional.of(failed));
        assertThat(walks().searching()).hasValue(failed);

        Searching further = new Searching(Optional.of(path));
        walks().keepSearching(Optional.of(further));
        assertThat(walks().searching()).hasValue(further);
        assertThat(walks().all().keySet()).extracting(Workspace::name).doesNotContain("workspaces");

        walks().keepSearching(Optional.empty());
        assertThat(walks().searching()).isEmpty();
    }

    @Test
    void workspacesDoNotShareTurns() {
        take("a", NOW);

        assertThat(walks().take(Samples.workspace(), "b", NOW, UNTIL)).isPresent();
    }

    private Optional<Turn> take(String owner, Instant now) {
        return walks().take(workspace, owner, now, now.isBefore(UNTIL) ? UNTIL : UNTIL.plusSeconds(60));
    }
}
