package engram.health;

import engram.domain.health.Level;
import java.util.List;

/// How everything is.
///
/// @param concerns worst first
public record Seen(Findings findings, List<Concern> concerns) {

    public Seen {
        concerns = List.copyOf(concerns);
    }

    public Level level() {
        return concerns.isEmpty() ? Level.OK : concerns.getFirst().code().level();
    }
}
