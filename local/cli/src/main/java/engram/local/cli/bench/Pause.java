package engram.local.cli.bench;

import engram.local.cli.Failure;
import java.time.Duration;

/// Waiting, for commands that ctrl-C ends.
final class Pause {

    private Pause() {}

    static void of(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        }
    }
}
