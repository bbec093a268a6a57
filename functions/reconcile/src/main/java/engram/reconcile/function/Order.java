package engram.reconcile.function;

import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.reconcile.Walk.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An event of this function: what it is to do. A schedule gives it as its constant input.
///
/// @param task name of a [Task]
/// @param workspace to walk over; absent: what is due, as the schedule has it
/// @param after behind which source path the walk, or the search for workspaces, goes on; absent: from the first
/// @param until up to which source path; absent: to the last
/// @param paths to be looked at, instead of a walk
/// @param repair whether differences become hints
/// @param owner name of who walks, the same for each step of a walk
/// @param seconds that a step may take; the search for workspaces takes what the function has where they are 0
/// @param waited seconds since `paths` were looked at before; 0 if they were not
public record Order(
        String task,
        String workspace,
        String after,
        String until,
        List<String> paths,
        boolean repair,
        String owner,
        int seconds,
        int waited) {

    private static final int MOST_SECONDS = 600;
    private static final int MOST_PATHS = 1_000;
    private static final int MOST_OWNER = 100;

    /// What the function can do.
    enum Task {
        /// Sends hints for what is unsettled too long.
        SETTLE,
        /// Names the workspaces that bucket, catalog or index know; in parts, if they are too many keys to look through at once.
        WORKSPACES,
        /// Looks at a sample of the embeddings table for vectors of models that are no more.
        EMBEDDINGS,
        /// Compares bucket, catalog and index.
        RECONCILE,
        /// Goes on with comparisons of the schedule, and its search for workspaces, that had not the time to come to their end, and with
        /// comparisons that found differences.
        GO_ON
    }

    /// @throws IllegalArgumentException if it names none
    Task toDo() {
        return Optional.ofNullable(task)
                .flatMap(name -> Arrays.stream(Task.values()).filter(known -> name(known).equals(name)).findFirst())
                .orElseThrow(() -> new IllegalArgumentException("an order names a task, like {\"task\":\"%s\"}; there are %s, got %s"
                        .formatted(name(Task.SETTLE), Arrays.stream(Task.values()).map(Order::name).toList(), task)));
    }

    boolean isForAll() {
        return workspace == null;
    }

    Range range() {
        return new Range(of(), goesOnBehind(), path(until), repair);
    }

    Optional<SourcePath> goesOnBehind() {
        return path(after);
    }

    Workspace of() {
        return new Workspace(workspace);
    }

    List<SourcePath> lookedAt() {
        List<String> named = paths == null ? List.of() : paths;
        if (named.size() > MOST_PATHS) {
            throw new IllegalArgumentException("an order names at most %d paths, got %d".formatted(MOST_PATHS, named.size()));
        }
        return named.stream().map(SourcePath::new).toList();
    }

    String walker() {
        if (owner == null || owner.isBlank() || owner.length() > MOST_OWNER) {
            throw new IllegalArgumentException("an order to walk over a workspace names its owner, in up to " + MOST_OWNER + " characters");
        }
        return owner;
    }

    /// @param most what the function's own time allows
    Duration time(Duration most) {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("a step takes 1 to " + MOST_SECONDS + " seconds, got " + seconds);
        }
        Duration asked = Duration.ofSeconds(seconds);
        return asked.compareTo(most) < 0 ? asked : most;
    }

    /// @param most what the function's own time allows, which is taken where the order names none
    Duration timeIfAny(Duration most) {
        return seconds == 0 ? most : time(most);
    }

    /// @return when the named paths were looked at before
    Instant since(Instant now) {
        if (waited < 0) {
            throw new IllegalArgumentException("nobody has waited for less than no time, got " + waited + " seconds");
        }
        return now.minusSeconds(waited);
    }

    private static Optional<SourcePath> path(String key) {
        return Optional.ofNullable(key).map(SourcePath::new);
    }

    private static String name(Task task) {
        return task.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
