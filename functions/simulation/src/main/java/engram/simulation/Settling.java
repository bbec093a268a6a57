package engram.simulation;

import engram.domain.HintQueue;
import engram.domain.Unsettled;
import engram.reconcile.Settle;
import engram.reconcile.Settle.Settled;
import engram.reconcile.SettleSettings;
import engram.simulation.World.Dependency;
import engram.simulation.World.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One run of the schedule that settles: the function's own class, each call to a port a step of the world.
final class Settling {

    private final World world;
    private final Surroundings all;
    private final Life life;
    private final Duration skew;

    /// @param life the invocation's
    /// @param skew how far its clock is ahead of the world's
    Settling(World world, Surroundings all, Life life, Duration skew) {
        this.world = world;
        this.all = all;
        this.life = life;
        this.skew = skew;
    }

    Settled run(SettleSettings settings) {
        HintQueue queue = paths -> world.call(life, Dependency.QUEUE, "send a hint for " + paths, () -> {
            all.queue().send(paths);
            return "sent";
        });
        return new Settle(new Waits(), queue, settings, () -> world.now().plus(skew)).run();
    }

    private final class Waits implements Unsettled {
        @Override
        public List<Waiting> overdue(Instant since, Instant now, int most) {
            return world.call(life, Dependency.CATALOG, "look for what is unsettled too long",
                    () -> all.catalog().overdue(since, now, most));
        }

        @Override
        public void putOff(Waiting waiting, Instant until) {
            world.call(life, Dependency.CATALOG, "put off " + waiting.id().sourcePath(), () -> {
                all.catalog().putOff(waiting, until);
                return "put off";
            });
        }
    }
}
