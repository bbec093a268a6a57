package engram.local.infra;

import static engram.local.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The environment of each function: what it needs, and nothing that it does not know.
class SettingsTest {

    private static final Pattern SETTING = Pattern.compile("^\\| `([A-Z0-9_]+)` \\|", Pattern.MULTILINE);

    /// Of the JVM, and of the package that is two functions.
    private static final Set<String> OTHERS = Set.of("JAVA_TOOL_OPTIONS", "QUARKUS_FUNQY_EXPORT");

    private static final Map<String, String> SERVERLESS = Map.of("Index", "serverless");

    /// Lambda's own bound, in bytes.
    private static final int MOST_BYTES = 4096;

    static Stream<String> functions() {
        return Template.main().ofType(Template.FUNCTION).stream();
    }

    private static Map<String, Object> variables(String function, Map<String, String> parameters) {
        return map(map(new Stack(Template.main(), parameters).properties(function).get("Environment")).get("Variables"));
    }

    private static Set<String> known() {
        return SETTING.matcher(Repository.text("docs/configuration.md")).results()
                .map((MatchResult found) -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everySettingIsOneThatFunctionsKnow(String function) {
        Set<String> known = known();
        assertThat(known).hasSizeGreaterThan(80).contains("ENGRAM_BUCKET", "ORT_DISABLE_TELEMETRY");

        assertThat(Stream.of(Map.of("Workspaces", "a,b"), SERVERLESS).flatMap(parameters -> variables(function, parameters).keySet().stream()))
                .allSatisfy(name -> assertThat(known.contains(name) || OTHERS.contains(name)).as(name).isTrue());
    }

    /// The documentation says which have no default.
    @ParameterizedTest
    @MethodSource("functions")
    void everySettingThatIsRequiredIsThere(String function) {
        Set<String> required = Pattern.compile("^\\| `([A-Z0-9_]+)` \\| [^|]+ \\| required \\|", Pattern.MULTILINE)
                .matcher(Repository.text("docs/configuration.md")).results()
                .map(found -> found.group(1)).collect(Collectors.toSet());
        assertThat(required).contains("ENGRAM_BUCKET", "ENGRAM_INDEX_ENDPOINT");

        assertThat(variables(function, Map.of())).containsKeys(required.toArray(String[]::new));
    }

    @Test
    void whoSendsOrCountsHintsKnowsTheQueue() {
        for (String function : new String[] {"Ingest", "Reconcile", "Health"}) {
            assertThat(variables(function, Map.of())).as(function).containsKey("ENGRAM_QUEUE_URL");
        }
        assertThat(variables("Query", Map.of())).doesNotContainKey("ENGRAM_QUEUE_URL");
    }

    @Test
    void onlyRetentionKnowsItsLedger() {
        assertThat(functions().filter(function -> variables(function, Map.of()).containsKey("ENGRAM_LEDGER_BUCKET")))
                .containsExactly("Retention");
    }

    @Test
    void requestsToADomainAreSignedAndOthersAreNot() {
        Map<String, String> elsewhere = Map.of("Index", "existing", "IndexEndpoint", "http://10.0.0.7:9200");

        assertThat(variables("Query", Map.of())).containsEntry("ENGRAM_INDEX_SIGNING", "es")
                .containsEntry("ENGRAM_INDEX_ENDPOINT", "https://Domain.DomainEndpoint");
        assertThat(variables("Query", elsewhere)).doesNotContainKey("ENGRAM_INDEX_SIGNING")
                .containsEntry("ENGRAM_INDEX_ENDPOINT", "http://10.0.0.7:9200");
        assertThat(List.of(Map.<String, String>of(), elsewhere)).allSatisfy(parameters ->
                assertThat(variables("Query", parameters)).doesNotContainKeys("ENGRAM_INDEX_KIND", "ENGRAM_QUERY_TIMEOUT"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void allAreToldThatTheIndexIsACollection(String function) {
        assertThat(variables(function, SERVERLESS)).containsEntry("ENGRAM_INDEX_KIND", "serverless")
                .containsEntry("ENGRAM_INDEX_SIGNING", "aoss")
                .containsEntry("ENGRAM_INDEX_ENDPOINT", "Collection.CollectionEndpoint");
    }

    /// It takes 10 to 30 seconds to wake, and up to 60 until searches see what was written.
    @Test
    void whoWaitsForACollectionHasTheTimeToDoSo() {
        Stack stack = new Stack(Template.main(), SERVERLESS);
        for (String function : new String[] {"Ingest", "Verify"}) {
            assertThat(stack.properties(function)).containsEntry("Timeout", 300);
            assertThat(variables(function, SERVERLESS)).containsEntry("ENGRAM_INGEST_TIMEOUT", "300s");
        }
        assertThat((int) stack.properties("Hints").get("VisibilityTimeout")).isGreaterThanOrEqualTo(6 * 300);
        assertThat(seconds("Reconcile", "ENGRAM_RECONCILE_SETTLE_AFTER"))
                .isGreaterThan(300 + (int) Duration.parse("PT" + byDefault("ENGRAM_INGEST_LEASE_MARGIN")).toSeconds());
        assertThat(seconds("Reconcile", "ENGRAM_RECONCILE_GRACE"))
                .isGreaterThan((int) Duration.parse("PT" + byDefault("ENGRAM_INDEX_SHOWN_WITHIN")).toSeconds());
        for (String function : new String[] {"Ingest", "Verify", "Reconcile", "Retention"}) {
            assertThat(seconds(function, "ENGRAM_FAILURE_INDEX_SEARCH_TIMEOUT")).as(function).isGreaterThan(30)
                    // No request to the index is waited for longer.
                    .isLessThanOrEqualTo(seconds(function, "ENGRAM_FAILURE_INDEX_WRITE_TIMEOUT"))
                    .isLessThan((int) stack.properties(function).get("Timeout") - kept(function));
        }
        assertThat(seconds("Retention", "ENGRAM_RETENTION_TIMEOUT")).isEqualTo(stack.properties("Retention").get("Timeout"));
    }

    /// Seconds at the end of an invocation in which nothing is begun any more.
    private static int kept(String function) {
        return switch (function) {
            case "Reconcile" -> seconds("Reconcile", "ENGRAM_RECONCILE_RESERVE");
            case "Retention" -> {
                Matcher rest = Pattern.compile("REST = Duration\\.ofSeconds\\((\\d+)\\)")
                        .matcher(Repository.text("functions/retention/src/main/java/engram/retention/function/Times.java"));
                assertThat(rest.find()).isTrue();
                yield Integer.parseInt(rest.group(1));
            }
            default -> (int) Duration.parse("PT" + byDefault("ENGRAM_INGEST_RESERVE")).toSeconds();
        };
    }

    /// A search that is begun last still comes to its end.
    @Test
    void aStepOfAWalkEndsInTimeThoughItHasToWakeACollection() {
        for (Map<String, String> parameters : List.of(SERVERLESS, Map.of("Index", "serverless", "InventoryBucket", "lists", "InventoryFolder", "daily/"))) {
            int timeout = Integer.parseInt(reconcile(parameters).get("Timeout"));
            assertThat(reconcile(parameters).get("told")).isEqualTo(timeout + "s");
            int usual = (int) Duration.parse("PT" + byDefault("ENGRAM_RECONCILE_RESERVE")).toSeconds();
            assertThat(seconds("Reconcile", "ENGRAM_RECONCILE_RESERVE")).isLessThan(timeout)
                    .isGreaterThanOrEqualTo(usual + seconds("Reconcile", "ENGRAM_FAILURE_INDEX_SEARCH_TIMEOUT"));
        }
    }

    /// Whoever gives up first says nothing but that: the search must not be the last one, nor API Gateway the first.
    @Test
    void aSearchThatRunsOutOfTimeIsAnsweredBeforeTheApiGivesUp() {
        Stack stack = new Stack(Template.main(), SERVERLESS);
        int api = (int) stack.properties("ToQuery").get("TimeoutInMillis") / 1000;

        assertThat(seconds("Query", "ENGRAM_QUERY_TIMEOUT")).isLessThan(api).isLessThan((int) stack.properties("Query").get("Timeout"));
        assertThat(seconds("Query", "ENGRAM_FAILURE_INDEX_SEARCH_TIMEOUT")).isLessThanOrEqualTo(seconds("Query", "ENGRAM_QUERY_TIMEOUT"));
        // Three searches and a list of 50 s each at most, two rests of 10, and 20 to tell CodeDeploy.
        assertThat((int) stack.properties("Smoke").get("Timeout")).isGreaterThan(4 * 50 + 2 * 10 + 20);
    }

    private static int seconds(String function, String setting) {
        return (int) Duration.parse("PT" + variables(function, SERVERLESS).get(setting)).toSeconds();
    }

    private static String byDefault(String setting) {
        Matcher row = Pattern.compile("^\\| `" + setting + "` \\| [^|]+ \\| `([^`]+)`", Pattern.MULTILINE).matcher(Repository.text("docs/configuration.md"));
        assertThat(row.find()).as(setting).isTrue();
        return row.group(1);
    }

    /// The first step of a walk waits until all of an inventory is read and sorted, which a minute and 512 MB of disk do not allow.
    @Test
    void whoReadsAnInventoryHasTheTimeAndTheRoomForIt() {
        Map<String, String> usual = Map.of("InventoryBucket", "lists", "InventoryFolder", "daily/documents/all/");
        Map<String, String> large = Map.of("InventoryBucket", "lists", "InventoryFolder", "daily/documents/all/",
                "InventoryTimeout", "900", "InventoryStorage", "10240");

        assertThat(reconcile(Map.of())).isEqualTo(Map.of("Timeout", "60", "told", "60s", "storage", "512", "MemorySize", "512"));
        assertThat(reconcile(usual)).isEqualTo(Map.of("Timeout", "600", "told", "600s", "storage", "4096", "MemorySize", "1769"));
        assertThat(reconcile(large)).isEqualTo(Map.of("Timeout", "900", "told", "900s", "storage", "10240", "MemorySize", "1769"));
        assertThat(variables("Reconcile", usual)).containsEntry("ENGRAM_RECONCILE_INVENTORY", "s3://lists/daily/documents/all/");
    }

    /// CloudFormation's rules cannot compare numbers.
    @Test
    void whoReadsAnInventoryHasTimeToWalkThoughItMayHaveToWakeACollection() {
        int least = (int) map(Template.main().section("Parameters").get("InventoryTimeout")).get("MinValue");

        assertThat(least - seconds("Reconcile", "ENGRAM_RECONCILE_RESERVE")).isGreaterThanOrEqualTo(60);
    }

    private static Map<String, String> reconcile(Map<String, String> parameters) {
        Map<String, Object> function = new Stack(Template.main(), parameters).properties("Reconcile");
        return Map.of(
                "Timeout", function.get("Timeout").toString(),
                "told", variables("Reconcile", parameters).get("ENGRAM_RECONCILE_TIMEOUT").toString(),
                "storage", map(function.get("EphemeralStorage")).get("Size").toString(),
                "MemorySize", function.get("MemorySize").toString());
    }

    /// Of what runs by itself only two ask the index though nothing happens, and a collection scales to zero after ten minutes. A walk is
    /// good for less than the time to the next run, which otherwise would find it good still, and be the second that does nothing.
    @ParameterizedTest
    @ValueSource(ints = {6, 12, 24})
    void anIndexThatRestsIsAskedEveryFewHours(int hours) {
        Map<String, String> resting = Map.of("IndexRest", Integer.toString(hours));

        assertThat(Duration.parse("PT" + variables("Health", resting).get("ENGRAM_HEALTH_INDEX_INTERVAL"))).isEqualTo(Duration.ofHours(hours));
        assertThat(walk(resting)).isEqualTo("rate(" + hours + " hours)");
        assertThat(Duration.parse("PT" + variables("Reconcile", resting).get("ENGRAM_RECONCILE_EVERY"))).isLessThan(Duration.ofHours(hours));
        assertThat(retries("Retention", resting).get("MaximumRetryAttempts")).hasToString("2");
        assertThat(Integer.parseInt(retries("Retention", resting).get("MaximumEventAgeInSeconds").toString())).isGreaterThan(180);
    }

    /// The runs of each minute would pile up if Lambda tried them again as well.
    @Test
    void nobodyButTheNextMinutesRunTriesAgainWhatReconcileCouldNot() {
        for (String rest : new String[] {"0", "24"}) {
            assertThat(retries("Reconcile", Map.of("IndexRest", rest))).hasToString("{MaximumRetryAttempts=0, MaximumEventAgeInSeconds=60}");
        }
    }

    @Test
    void aCollectionThatMaySleepRestsByItself() {
        Map<String, String> collection = Map.of("Index", "serverless");

        assertThat(variables("Health", collection)).containsEntry("ENGRAM_HEALTH_INDEX_INTERVAL", "24h");
        assertThat(walk(collection)).isEqualTo("rate(24 hours)");
        assertThat(walk(Map.of("Index", "serverless", "IndexMinimum", "1"))).isEqualTo("rate(15 minutes)");
        assertThat(walk(Map.of("Index", "serverless", "IndexRest", "6"))).isEqualTo("rate(6 hours)");
        assertThat(walk(Map.of("Index", "serverless", "IndexRest", "0"))).isEqualTo("rate(15 minutes)");
    }

    @Test
    void anIndexThatDoesNotRestIsAskedAsTheFunctionsDoByThemselves() {
        assertThat(variables("Health", Map.of())).doesNotContainKey("ENGRAM_HEALTH_INDEX_INTERVAL");
        assertThat(variables("Reconcile", Map.of())).doesNotContainKey("ENGRAM_RECONCILE_EVERY");
        assertThat(walk(Map.of())).isEqualTo("rate(15 minutes)");
        assertThat(retries("Retention", Map.of())).hasToString("{MaximumRetryAttempts=0, MaximumEventAgeInSeconds=900}");
    }

    private static Object walk(Map<String, String> parameters) {
        Map<String, Object> events = map(new Stack(Template.main(), parameters).properties("Reconcile").get("Events"));
        return map(map(events.get("Walk")).get("Properties")).get("Schedule");
    }

    private static Map<String, Object> retries(String function, Map<String, String> parameters) {
        return map(new Stack(Template.main(), parameters).properties(function).get("EventInvokeConfig"));
    }

    /// Whoever asks a new version has to ask in a workspace that it shows.
    @Test
    void theSmokeSearchKnowsWhatQueryShows() {
        Map<String, String> shown = Map.of("Workspaces", "acme,globex");

        assertThat(variables("Smoke", shown).get("ENGRAM_QUERY_WORKSPACES")).isEqualTo("acme,globex")
                .isEqualTo(variables("Query", shown).get("ENGRAM_QUERY_WORKSPACES"));
        assertThat(variables("Smoke", shown)).containsEntry("ENGRAM_SMOKE_FUNCTION", Stack.arn("lambda", "function:engram-query:1"));
    }

    /// A parameter counts days, from never to the longest that the function takes.
    @Test
    void retrievalsAreNotedAsOftenAsTheParameterSays() {
        assertThat(variables("Query", Map.of())).containsEntry("ENGRAM_QUERY_RETRIEVAL_INTERVAL", "1d");
        assertThat(variables("Query", Map.of("RetrievalInterval", "0"))).containsEntry("ENGRAM_QUERY_RETRIEVAL_INTERVAL", "0d");
        assertThat(map(Template.main().section("Parameters").get("RetrievalInterval")))
                .containsEntry("MinValue", 0).containsEntry("MaxValue", 30);
        assertThat(variables("Smoke", Map.of())).doesNotContainKey("ENGRAM_QUERY_RETRIEVAL_INTERVAL");
    }

    @Test
    void aModelIsNeverLetTalk() {
        for (String function : new String[] {"Ingest", "Query"}) {
            assertThat(variables(function, Map.of())).as(function).containsEntry("ORT_DISABLE_TELEMETRY", "1");
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void allOfThemTogetherAreNotTooLong(String function) {
        int bytes = variables(function, Map.of("Workspaces", "w".repeat(1500))).entrySet().stream()
                .mapToInt(variable -> (variable.getKey() + variable.getValue()).getBytes(StandardCharsets.UTF_8).length)
                .sum();

        assertThat(bytes).isLessThan(MOST_BYTES);
    }
}
