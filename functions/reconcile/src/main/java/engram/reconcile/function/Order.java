package engram.reconcile.function;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// An event of this function: what it is to do. A schedule gives it as its constant input.
///
/// @param task name of a [Task]
public record Order(String task) {

    /// What the function can do.
    enum Task {
        /// Sends hints for what is unsettled too long.
        SETTLE
    }

    /// @throws IllegalArgumentException if it names none
    Task toDo() {
        return Optional.ofNullable(task)
                .flatMap(name -> Arrays.stream(Task.values()).filter(known -> name(known).equals(name)).findFirst())
                .orElseThrow(() -> new IllegalArgumentException("an order names a task, like {\"task\":\"%s\"}; there are %s, got %s"
                        .formatted(name(Task.SETTLE), Arrays.stream(Task.values()).map(Order::name).toList(), task)));
    }

    private static String name(Task task) {
        return task.name().toLowerCase(Locale.ROOT);
    }
}
