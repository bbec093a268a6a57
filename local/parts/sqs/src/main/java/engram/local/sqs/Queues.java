package engram.local.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import engram.local.part.StartFailure;
import java.util.List;
import java.util.Map;

/// The hint queue and the queue that its poison messages end in.
///
/// @param visibilityTimeout seconds that a received message stays hidden from other receivers
/// @param maxReceives receives after which a message that nobody deleted moves to the dead-letter queue
record Queues(String hints, String deadLetters, int visibilityTimeout, int maxReceives) {
    Queues {
        requireName(hints);
        requireName(deadLetters);
        if (hints.equals(deadLetters)) {
            throw new StartFailure("the queue and its dead-letter queue have the same name " + hints);
        }
    }

    List<String> names() {
        return List.of(hints, deadLetters);
    }

    Config toConfig() {
        Map<String, Object> redrive = Map.of("name", deadLetters, "maxReceiveCount", maxReceives);
        return ConfigFactory.parseMap(Map.of("queues", Map.of(
                hints, Map.of("defaultVisibilityTimeout", visibilityTimeout + " seconds", "deadLettersQueue", redrive),
                deadLetters, Map.of())));
    }

    private static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw new StartFailure("queue name " + name + " is not 1 to 80 letters, digits, - and _");
        }
    }
}
