package engram.local.chaos.proxy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/// What may happen to one request on its way.
public sealed interface Fault {

    /// Request and answer pass, the request later than it was sent.
    record Delay(Duration time) implements Fault {
        public Delay {
            requirePositive(time);
        }
    }

    /// The answer drips.
    record Slow(int bytesPerSecond) implements Fault {
        public Slow {
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException("at least a byte per second, got " + bytesPerSecond);
            }
        }
    }

    /// The connection is closed; the request does not arrive.
    record Cut() implements Fault {
    }

    /// The request arrives and is answered; the answer gets lost with the connection.
    record LostAnswer() implements Fault {
    }

    /// The connection is closed after so many bytes of the answer, its head included.
    record CutAnswer(int bytes) implements Fault {
        public CutAnswer {
            if (bytes < 0) {
                throw new IllegalArgumentException("bytes are not negative, got " + bytes);
            }
        }
    }

    /// The request does not arrive, and nobody says so: silence until the fault ends or the client goes away.
    record Silence() implements Fault {
    }

    /// The request does not arrive; this is answered.
    record Answer(int status, String contentType, String body) implements Fault {
        public Answer {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("an HTTP status is 200 to 599, got " + status);
            }
            Objects.requireNonNull(contentType, "contentType");
            Objects.requireNonNull(body, "body");
        }

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }

    /// The request does not arrive; what comes back is not even HTTP.
    record Garbage() implements Fault {
    }

    /// The request arrives twice, one after the other; the second answer counts, as when a client has tried again. Longer
    /// requests than [FaultProxy#LARGEST_KEPT] pass.
    record Twice() implements Fault {
    }

    /// The connection is closed at once, and the request arrives later all the same. Longer requests than
    /// [FaultProxy#LARGEST_KEPT], and those for which too many others wait, pass.
    record Late(Duration time) implements Fault {
        public Late {
            requirePositive(time);
        }
    }

    private static void requirePositive(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("a time is positive, got " + time);
        }
    }
}
