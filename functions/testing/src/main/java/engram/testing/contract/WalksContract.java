package engram.testing.contract;

import static engram.testing.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.SourcePath;
import engram.domain.Walks;
import engram.domain.Walks.Progress;
import engram.domain.Workspace;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What [Walks] promises.
public abstract class WalksContract {

    private static final Instant UNTIL = NOW.plusSeconds(60);

    protected abstract Walks walks();

    private final Workspace workspace = Samples.workspace();
    private final Progress halfWay =
            new Progress(Optional.of(new SourcePath(workspace + "/ä.md")), Optional.of(NOW.minusSeconds(9)));

    @Test
    void theFirstOneHasTheTurnAndNothingDoneBefore() {
        assertThat(take("a", NOW)).hasValue(Progress.NONE);
    }

    @Test
    void anotherHasToWaitUntilTheTurnIsLeftOrHasRunOut() {
        take("a", NOW);

        assertThat(take("b", UNTIL.minusMillis(1))).isEmpty();
        assertThat(take("b", UNTIL)).isPresent();
        assertThat(take("a", UNTIL)).isEmpty();
        walks().leave(workspace, "b", Progress.NONE);
        assertThat(take("a", UNTIL)).isPresent();
    }

    @Test
    void whoHasTheTurnMayTakeItAgain() {
        take("a", NOW);

        assertThat(take("a", NOW)).isPresent();
    }

    @Test
    void howFarAWalkCameIsKept() {
        take("a", NOW);
        walks().leave(workspace, "a", halfWay);
        assertThat(take("b", NOW)).hasValue(halfWay);

        Progress finished = new Progress(Optional.empty(), Optional.of(NOW));
        walks().leave(workspace, "b", finished);
        assertThat(take("c", NOW)).hasValue(finished);

        walks().leave(workspace, "c", Progress.NONE);
        assertThat(take("d", NOW)).hasValue(Progress.NONE);
    }

    @Test
    void leavingAnothersTurnDoesNothing() {
        take("a", NOW);
        take("b", UNTIL);

        walks().leave(workspace, "a", halfWay);

        assertThat(take("c", UNTIL)).isEmpty();
        assertThat(take("b", UNTIL)).hasValue(Progress.NONE);
    }

    @Test
    void workspacesDoNotShareTurns() {
        take("a", NOW);

        assertThat(walks().take(Samples.workspace(), "b", NOW, UNTIL)).isPresent();
    }

    private Optional<Progress> take(String owner, Instant now) {
        return walks().take(workspace, owner, now, now.isBefore(UNTIL) ? UNTIL : UNTIL.plusSeconds(60));
    }
}
