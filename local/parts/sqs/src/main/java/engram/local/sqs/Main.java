package engram.local.sqs;

import engram.local.part.Arguments;
import engram.local.part.Launch;
import engram.local.part.Loopback;
import engram.local.part.Server;
import java.util.Set;

/// SQS on this machine: ElasticMQ with the hint queue and its dead-letter queue, kept in `--data`.
///
/// `--queue` and `--dead-letter-queue` name the queues, `--visibility-timeout` is in seconds, after `--max-receives` failed
/// receives a message moves to the dead-letter queue.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Launch.run("sqs", args, Set.of("queue", "dead-letter-queue", "visibility-timeout", "max-receives"), Main::start);
    }

    private static Server start(Arguments arguments) {
        Queues queues = new Queues(
                arguments.optional("queue").orElse("engram-hints"),
                arguments.optional("dead-letter-queue").orElse("engram-hints-dlq"),
                arguments.integer("visibility-timeout", 60, 0, 43_200),
                arguments.integer("max-receives", 5, 1, 1000));
        return Sqs.start(Loopback.free(arguments.port()), arguments.data(), queues);
    }
}
