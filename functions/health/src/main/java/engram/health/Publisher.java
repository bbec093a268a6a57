package engram.health;

/// Takes the figures of a look.
@FunctionalInterface
public interface Publisher {

    void publish(Seen seen);
}
