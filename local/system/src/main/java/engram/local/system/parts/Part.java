package engram.local.system.parts;

import java.util.List;
import java.util.stream.Stream;

/// The four servers of the local system, each a process of its own because their dependencies clash.
public enum Part {
    S3("s3", "objects as files, and a message for each change", 64),
    SQS("sqs", "the hint queue and its dead-letter queue", 256),
    DYNAMODB("dynamodb", "the catalog and the embeddings", 128),
    OPENSEARCH("opensearch", "the index", 512);

    private static final List<String> START_FAST = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final List<String> LUCENE = List.of(
            "--add-modules=jdk.incubator.vector",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
            "-Djna.nosys=true",
            "-Dlog4j2.disable.jmx=true");

    private final String id;
    private final String purpose;
    private final int heap;

    Part(String id, String purpose, int heap) {
        this.id = id;
        this.purpose = purpose;
        this.heap = heap;
    }

    /// Name in commands, directories and log files.
    public String id() {
        return id;
    }

    /// What it is for, for people.
    public String purpose() {
        return purpose;
    }

    /// Largest heap in MiB unless told otherwise.
    public int heap() {
        return heap;
    }

    String mainClass() {
        return "engram.local." + id + ".Main";
    }

    /// Whether a JVM can archive its classes: not with a jar whose manifest has a directory on the class path.
    boolean archivable() {
        return this != DYNAMODB;
    }

    List<String> flags() {
        return switch (this) {
            case S3, SQS, DYNAMODB -> START_FAST;
            case OPENSEARCH -> Stream.concat(START_FAST.stream(), LUCENE.stream()).toList();
        };
    }
}
