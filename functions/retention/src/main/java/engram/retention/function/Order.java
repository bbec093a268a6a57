package engram.retention.function;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// An event of this function: what it is to do, and for whom. A schedule gives it as its constant input.
///
/// @param task name of a [Task]
/// @param by who wants it; absent: the schedule
/// @param seconds longest time that a part of the work may take
/// @param approve token of what the last sweep asked for
/// @param after where a plan goes on
/// @param from number of the first receipt, or of the next one to be verified
/// @param hash of the receipt before that one
/// @param id of a hold
/// @param kind of a hold
/// @param value of a hold
/// @param reason of a hold or its end
/// @param yaml the rules
public record Order(
        String task,
        String by,
        Integer seconds,
        String approve,
        String after,
        Long from,
        String hash,
        String id,
        String kind,
        String value,
        String reason,
        String yaml) {

    private static final int MAX_BY = 200;

    /// What the function can do.
    enum Task {
        /// Goes on with a sweep, or begins one.
        SWEEP,
        /// Says what a sweep would do.
        PLAN,
        /// Says how far the last sweep is.
        STATUS,
        /// Tells the rules.
        RULES,
        /// Replaces the rules.
        REPLACE_RULES,
        /// Tells the holds.
        HOLDS,
        /// Puts a hold on documents.
        HOLD,
        /// Lifts a hold.
        RELEASE,
        /// Tells receipts.
        RECEIPTS,
        /// Looks whether receipts are missing or altered.
        VERIFY
    }

    /// @throws IllegalArgumentException if it names none
    Task toDo() {
        return Optional.ofNullable(task)
                .flatMap(name -> Arrays.stream(Task.values()).filter(known -> name(known).equals(name)).findFirst())
                .orElseThrow(() -> new IllegalArgumentException("an order names a task, like {\"task\":\"%s\"}; there are %s, got %s"
                        .formatted(name(Task.SWEEP), Arrays.stream(Task.values()).map(Order::name).toList(), task)));
    }

    private static String name(Task task) {
        return task.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String who() {
        String who = by == null || by.isBlank() ? "schedule" : by.strip();
        if (who.length() > MAX_BY) {
            throw new IllegalArgumentException("by has at most " + MAX_BY + " characters");
        }
        return who;
    }

    static String required(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("this task needs " + name);
        }
        return value;
    }
}
