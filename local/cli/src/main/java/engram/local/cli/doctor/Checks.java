package engram.local.cli.doctor;

import engram.local.system.AwsJson;
import engram.local.system.Description;
import engram.local.system.parts.Downloads;
import engram.local.system.parts.Installation;
import engram.local.system.parts.Part;
import engram.local.system.parts.Tables;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Which checks there are.
public final class Checks {

    private static final long ROOM_FOR_CACHE = 500L << 20;
    private static final long ROOM_FOR_DATA = 1L << 30;

    private Checks() {}

    /// Those that need nothing to run.
    ///
    /// @param root of the repository
    /// @param temporary where temporary files are
    public static List<Check> always(Path root, Path data, Path cache, Path temporary) {
        Instant now = Instant.now();
        Path built = root.resolve("local/cli/target/engram.built");
        return List.of(
                new JdkCheck(Runtime.version().feature(), Path.of(System.getProperty("java.home"))),
                MemoryCheck.ofMachine(),
                new SpaceCheck("the data", data, ROOM_FOR_DATA, "ENGRAM_DATA"),
                new SpaceCheck("the cache", cache, ROOM_FOR_CACHE, "ENGRAM_CACHE"),
                new BuildLockCheck(root.resolve("local/cli/target/engram.lock"), now),
                new LeftoverCheck(data),
                new TemporaryCheck(temporary, data, now),
                new CacheCheck(cache.resolve("classes"), now),
                new DownloadsCheck(Downloads.of(new Installation(root, cache)), built),
                new PackagesCheck(root.resolve("functions"), cache.resolve("functions"), built));
    }

    public static List<Check> stopped(int port) {
        return List.of(new PortCheck(port));
    }

    /// Those of a system that runs.
    ///
    /// @param data its folder
    public static List<Check> running(Description system, Path root, Path data, HttpClient http) {
        AwsJson dynamoDb = AwsJson.dynamoDb(http, system.dynamodb().endpoint());
        List<Check> checks = new ArrayList<>();
        checks.add(notifications(system, data, http));
        checks.add(new QueueCheck(AwsJson.sqs(http, system.sqs().endpoint()), system.sqs().queueUrl()));
        Runnable tables = () -> new Tables(system.dynamodb().endpoint()).create(Installation.find());
        checks.add(new TableCheck(dynamoDb, system.dynamodb().catalogTable(), tables));
        checks.add(new TableCheck(dynamoDb, system.dynamodb().embeddingsTable(), tables));
        checks.add(new IndexCheck(
                http,
                system.opensearch().endpoint(),
                system.opensearch().alias(),
                new IndexDefinition(root.resolve("infra"), "serverless".equals(system.opensearch().kind())),
                new CatalogModels(dynamoDb, system.dynamodb().catalogTable()),
                InstantSource.system()));
        checks.add(new ClockCheck(http, system.s3().endpoint(), InstantSource.system()));
        return checks;
    }

    /// An S3 of our own keeps in a file whom it tells; one that is no part of the system is another's, and is asked.
    private static Check notifications(Description system, Path data, HttpClient http) {
        Description.S3 s3 = system.s3();
        String queueUrl = system.sqs().queueUrl();
        boolean own = system.children().stream().anyMatch(child -> child.name().equals(Part.S3.id()));
        return own
                ? new NotificationCheck(data.resolve("s3"), s3.bucket(), queueUrl, Instant.now())
                : new EmulatorNotificationCheck(http, s3.endpoint(), s3.bucket(), queueUrl);
    }
}
