package engram.local.system.lambda;

import java.time.Duration;

/// How an invocation ended.
public sealed interface Outcome {

    /// The handler returned; `body` is its response, as it is.
    record Returned(byte[] body) implements Outcome {
    }

    /// The handler threw, or its response was no response.
    record Threw(String type, String message) implements Outcome {

        /// What the function says to people: without the names of classes that Funqy puts before it.
        public String words() {
            String words = message.replaceFirst("^(?:[a-z][a-z0-9_]*\\.)+[A-Z][A-Za-z0-9$]*(?:: |$)", "");
            return words.isEmpty() ? "threw " + type : words;
        }
    }

    /// The process ended before it answered.
    record Died(String how) implements Outcome {
    }

    /// The function's own timeout ran out; its process was killed.
    record TimedOut(Duration after) implements Outcome {
    }

    /// No execution environment took it: none became free in time, or the host is going down. The handler never saw it.
    record NotStarted(String why) implements Outcome {
    }

    /// One line for a log; never holds the event or the response.
    default String line() {
        return switch (this) {
            case Returned(byte[] body) -> "returned " + body.length + " bytes";
            case Threw(String type, String message) -> "threw " + type + (message.isEmpty() ? "" : ": " + message);
            case Died(String how) -> "died: " + how;
            case TimedOut(Duration after) -> "timed out after " + after.toMillis() / 1000.0 + " s";
            case NotStarted(String why) -> "was not started: " + why;
        };
    }
}
