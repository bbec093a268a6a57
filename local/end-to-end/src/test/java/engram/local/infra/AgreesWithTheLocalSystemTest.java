package engram.local.infra;

import static engram.local.infra.Template.list;
import static engram.local.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.system.Deployment;
import engram.local.system.PackageKind;
import engram.local.system.SystemSettings;
import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The template deploys what the local system runs: the same packages by the same handlers, with the same memory, time and
/// schedules.
class AgreesWithTheLocalSystemTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Stack STACK = new Stack(Template.main(), Map.of());

    /// But for the hook of a deployment, which is deployed otherwise than all others.
    static List<FunctionSpec> functions() {
        return all().filter(spec -> !id(spec).equals("Smoke")).toList();
    }

    private static Stream<FunctionSpec> all() {
        return Deployment.ENGRAM.functions(SystemSettings.of(Path.of("."), 0), Map.of()).stream();
    }

    private static String id(FunctionSpec spec) {
        return Character.toUpperCase(spec.name().charAt(0)) + spec.name().substring(1);
    }

    private static Map<String, Object> deployed(FunctionSpec spec) {
        return STACK.properties(id(spec));
    }

    private static Stream<Map<String, Object>> events(FunctionSpec spec, String type) {
        return map(deployed(spec).get("Events")).values().stream().map(Template::map)
                .filter(event -> event.get("Type").equals(type))
                .map(event -> map(event.get("Properties")));
    }

    @Test
    void theSameFunctionsRun() {
        assertThat(all()).extracting(AgreesWithTheLocalSystemTest::id)
                .containsExactlyInAnyOrderElementsOf(STACK.template().ofType(Template.FUNCTION));
    }

    @Test
    void theHookIsTheSamePackageByTheSameHandlerInTheSameBounds() {
        FunctionSpec spec = all().filter(one -> id(one).equals("Smoke")).findFirst().orElseThrow();
        Map<String, Object> deployed = STACK.properties("Smoke");

        assertThat(Repository.path("infra").resolve(deployed.get("CodeUri").toString()).normalize()).isEqualTo(spec.zip());
        assertThat(deployed.get("Handler")).isEqualTo(spec.handler());
        assertThat(deployed.get("MemorySize")).isEqualTo(spec.memory());
        assertThat(deployed.get("Timeout")).isEqualTo((int) spec.timeout().toSeconds());
        assertThat(map(map(deployed.get("Environment")).get("Variables"))).containsKey("ENGRAM_SMOKE_FUNCTION");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theSamePackageRunsByTheSameHandlerInTheSameBounds(FunctionSpec spec) {
        Map<String, Object> deployed = deployed(spec);

        assertThat(Repository.path("infra").resolve(deployed.get("CodeUri").toString()).normalize()).isEqualTo(spec.zip());
        assertThat(deployed.get("Handler")).isEqualTo(spec.handler());
        assertThat(deployed.get("MemorySize")).isEqualTo(spec.memory());
        assertThat(deployed.get("Timeout")).isEqualTo((int) spec.timeout().toSeconds());
        assertThat(deployed.get("FunctionName")).isEqualTo(Stack.NAME + "-" + spec.name());
    }

    /// `docs/native.md` has the command that makes another template of this one.
    @Test
    void theTemplateThatTheCommandMakesDeploysNativePackages() {
        Matcher command = Pattern.compile("sed 's#([^#]+)#([^#]+)#' template.yaml > native.yaml").matcher(Repository.text("docs/native.md"));
        assertThat(command.find()).isTrue();
        Template made = Template.of(Pattern.compile(command.group(1), Pattern.MULTILINE)
                .matcher(Repository.text("infra/template.yaml")).replaceAll(command.group(2)));
        Stack stack = new Stack(made, Map.of("Package", "native"));

        for (FunctionSpec spec : functions()) {
            Map<String, Object> deployed = stack.properties(id(spec));
            assertThat(Repository.path("infra").resolve(deployed.get("CodeUri").toString()).normalize())
                    .isEqualTo(PackageKind.NATIVE.zip(spec.zip().getParent().getParent()));
            assertThat(deployed.get("Runtime")).isEqualTo("provided.al2023");
        }
        assertThat(stack.properties("Smoke")).isEqualTo(STACK.properties("Smoke")).containsEntry("Runtime", "java25");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void withoutThatItRunsOnLambdasJava(FunctionSpec spec) {
        assertThat(deployed(spec).get("Runtime")).isEqualTo("java25");
    }

    /// Locally one machine has to do for all.
    @ParameterizedTest
    @MethodSource("functions")
    void noFunctionHasFewerProcesses(FunctionSpec spec) {
        assertThat(Integer.parseInt(deployed(spec).get("ReservedConcurrentExecutions").toString()))
                .isGreaterThanOrEqualTo(spec.concurrency());
    }

    /// A new account has hardly any concurrency; `docs/deploy.md` says how much production needs.
    @Test
    void whatAStageReservesFitsIntoANewAccountOrIsSaid() {
        assertThat(reserved("dev")).isZero();
        assertThat(reserved("sleepy")).isZero();
        assertThat(Repository.text("docs/deploy.md")).contains(
                "%d are reserved".formatted(reserved("prod")), "it takes %d".formatted(reserved("prod") + 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "sleepy", "prod"})
    void aStageSaysWhatTheTemplateTakes(String stage) {
        assertThat(parameters(stage)).isNotEmpty().allSatisfy((name, value) -> {
            Map<String, Object> parameter = map(Template.main().section("Parameters").get(name));
            assertThat(parameter).as(name).isNotNull();
            if (parameter.containsKey("AllowedValues")) {
                assertThat(list(parameter.get("AllowedValues"))).as(name).extracting(Object::toString).contains(value);
            }
        });
        assertThat(parameters(stage)).containsEntry("Stage", stage);
        assertThat(new Stack(Template.main(), parameters(stage)).refusals()).isEmpty();
    }

    /// The page shows the smallest stage, and what a month of it may cost at worst.
    @Test
    void theSleepyStageIsACollectionOfTheSmallestSize() {
        assertThat(parameters("sleepy")).containsEntry("Index", "serverless").containsEntry("IndexMaximum", "2");
        assertThat(Repository.text("docs/deploy.md")).contains("sam deploy --config-env sleepy");
    }

    private static Map<String, String> parameters(String stage) {
        String settings = Repository.text("infra/samconfig.toml");
        return Pattern.compile("\"(\\w+)=(\\w+)\"")
                .matcher(settings.substring(settings.indexOf("[" + stage + ".deploy.parameters]")).split("\n]")[0])
                .results().collect(Collectors.toMap(parameter -> parameter.group(1), parameter -> parameter.group(2)));
    }

    private static int reserved(String stage) {
        Stack stack = new Stack(Template.main(), parameters(stage));
        return stack.template().ofType(Template.FUNCTION).stream()
                .mapToInt(id -> Integer.parseInt(stack.properties(id).getOrDefault("ReservedConcurrentExecutions", "0").toString()))
                .sum();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void whatTheSystemTellsAFunctionOfItselfTheTemplateDoes(FunctionSpec spec) {
        Map<String, Object> variables = map(map(deployed(spec).get("Environment")).get("Variables"));
        String timeout = "ENGRAM_" + spec.name().toUpperCase(Locale.ROOT) + "_TIMEOUT";

        for (String both : new String[] {"QUARKUS_FUNQY_EXPORT", "ENGRAM_INGEST_TIMEOUT"}) {
            assertThat(variables.containsKey(both)).as(both).isEqualTo(spec.environment().containsKey(both));
        }
        assertThat(variables.get("QUARKUS_FUNQY_EXPORT")).isEqualTo(spec.environment().get("QUARKUS_FUNQY_EXPORT"));
        if (spec.environment().containsKey(timeout)) {
            assertThat(variables).containsKey(timeout);
        }
        // Functions count on it; query's is that of one request.
        if (variables.containsKey(timeout) && !spec.name().equals("query")) {
            assertThat(Duration.parse("PT" + variables.get(timeout))).isEqualTo(spec.timeout());
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theSameSchedulesSendTheSameEvents(FunctionSpec spec) {
        Map<String, String> local = spec.triggers().stream()
                .filter(Trigger.Schedules.class::isInstance)
                .flatMap(trigger -> ((Trigger.Schedules) trigger).rates().stream())
                .collect(Collectors.toMap(rate -> json(rate.event()).toString(), rate -> rate(rate.every())));
        Map<String, String> deployed = events(spec, "Schedule").collect(Collectors.toMap(
                AgreesWithTheLocalSystemTest::event, event -> event.get("Schedule").toString()));

        assertThat(deployed).isEqualTo(local);
    }

    /// What the function gets: the constant input, or what EventBridge says without one, of which a sample is in `events/`.
    private static String event(Map<String, Object> schedule) {
        JsonNode sample = json(Repository.text(schedule.get("Description").toString()));
        if (schedule.containsKey("Input")) {
            assertThat(json(schedule.get("Input").toString())).isEqualTo(sample);
        } else {
            assertThat(sample.path("source").asText()).isEqualTo("aws.events");
        }
        return sample.toString();
    }

    private static String rate(Duration every) {
        long minutes = every.toMinutes();
        if (minutes % 60 == 0) {
            return "rate(" + minutes / 60 + (minutes == 60 ? " hour)" : " hours)");
        }
        return "rate(" + minutes + (minutes == 1 ? " minute)" : " minutes)");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theSameQueueIsReadInTheSameBatches(FunctionSpec spec) {
        List<Trigger> queues = spec.triggers().stream().filter(Trigger.Queue.class::isInstance).toList();

        assertThat(events(spec, "SQS")).hasSameSizeAs(queues).allSatisfy(event -> {
            assertThat(event.get("BatchSize")).isEqualTo(((Trigger.Queue) queues.getFirst()).batchSize());
            assertThat(event.get("FunctionResponseTypes")).isEqualTo(List.of("ReportBatchItemFailures"));
            assertThat(event).doesNotContainKey("MaximumBatchingWindowInSeconds");
        });
    }

    @Test
    void aMessageStaysHiddenForSixTimesAsLongAsItsHandlerMayTake() {
        Map<String, Object> queue = STACK.properties("Hints");
        int timeout = (int) functions().stream().filter(spec -> spec.name().equals("ingest")).findFirst().orElseThrow().timeout().toSeconds();

        assertThat((int) queue.get("VisibilityTimeout")).isGreaterThanOrEqualTo(6 * timeout);
        assertThat(map(queue.get("RedrivePolicy"))).containsEntry("maxReceiveCount", 5);
    }

    /// The local queue ends no loops, and nor must Lambda end the rounds of a large document.
    @Test
    void onlyIngestMaySendToTheQueueThatItIsInvokedBy() {
        assertThat(functions().stream().map(AgreesWithTheLocalSystemTest::id).filter(id -> STACK.properties(id).containsKey("RecursiveLoop")))
                .containsExactly("Ingest");
        assertThat(STACK.properties("Ingest")).containsEntry("RecursiveLoop", "Allow");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theApiLeadsWhereTheLocalOneDoes(FunctionSpec spec) {
        boolean answers = spec.triggers().stream().anyMatch(Trigger.Http.class::isInstance);
        List<String> routes = STACK.template().ofType("AWS::ApiGatewayV2::Route").stream()
                .map(STACK::properties)
                .filter(route -> route.get("Target").equals("integrations/To" + id(spec)))
                .map(route -> route.get("RouteKey").toString())
                .toList();

        assertThat(routes.isEmpty()).isNotEqualTo(answers);
        for (Trigger trigger : spec.triggers()) {
            if (trigger instanceof Trigger.Http(String prefix) && !spec.name().equals("query")) {
                assertThat(routes).anySatisfy(route -> assertThat(route).startsWith("GET " + prefix));
            }
        }
        if (spec.name().equals("query")) {
            assertThat(routes).containsExactlyInAnyOrderElementsOf(documentedRequests());
        }
    }

    /// As routes: all of a path that is left is the source path.
    private static List<String> documentedRequests() {
        return map(Template.of(Repository.text("docs/openapi.yaml")).root().get("paths")).entrySet().stream()
                .flatMap(path -> map(path.getValue()).keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey().replace("{sourcePath}", "{sourcePath+}")))
                .toList();
    }

    @Test
    void samplesOfRequestsComeByARouteThatIsThere() throws IOException {
        Set<Object> routes = STACK.template().ofType("AWS::ApiGatewayV2::Route").stream()
                .map(route -> STACK.properties(route).get("RouteKey")).collect(Collectors.toSet());
        List<Path> samples;
        try (Stream<Path> files = Files.list(Repository.path("events"))) {
            // A function URL has no routes.
            samples = files.filter(file -> file.toString().endsWith(".json") && !file.toString().contains("function-url")).toList();
        }
        Map<String, String> taken = new TreeMap<>();
        for (Path sample : samples) {
            JsonNode event = json(Files.readString(sample));
            if (event.has("rawPath")) {
                taken.put(sample.getFileName().toString(), event.path("routeKey").asText());
                assertThat(event.at("/requestContext/routeKey")).as("%s", sample).isEqualTo(event.path("routeKey"));
                assertThat(filled(event)).as("%s", sample).isEqualTo(event.at("/requestContext/http/method").asText() + " " + event.path("rawPath").asText());
            }
        }
        assertThat(taken).hasSizeGreaterThan(5).allSatisfy((sample, route) -> assertThat(routes).as(sample).contains(route));
    }

    /// The route with what the path has for its variables.
    private static String filled(JsonNode event) {
        String route = event.path("routeKey").asText();
        for (Map.Entry<String, JsonNode> variable : event.path("pathParameters").properties()) {
            route = route.replaceFirst("\\{" + variable.getKey() + "\\+?}", Matcher.quoteReplacement(variable.getValue().asText()));
        }
        return route;
    }

    /// The local system makes its tables of the very files; CloudFormation cannot.
    @ParameterizedTest
    @MethodSource("tables")
    void aTableIsAsItsFileSays(String id, String file) {
        Map<String, Object> deployed = STACK.properties(id);
        JsonNode table = json(Repository.text("infra/" + file));

        for (String fact : new String[] {"BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes"}) {
            JsonNode said = deployed.containsKey(fact) ? JSON.valueToTree(deployed.get(fact)) : JSON.missingNode();
            assertThat(said).as(fact).isEqualTo(table.path(fact));
        }
        assertThat(deployed.get("TableName")).isEqualTo(table.path("TableName").asText());
        assertThat(map(deployed.get("TimeToLiveSpecification"))).containsEntry("AttributeName", "expiresAt").containsEntry("Enabled", true);
        assertThat(map(deployed.get("PointInTimeRecoverySpecification"))).containsEntry("PointInTimeRecoveryEnabled", true);
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("Catalog", "catalog-table.json"),
                Arguments.of("Embeddings", "embeddings-table.json"));
    }

    @Test
    void whateverHappensToAnObjectBecomesAHint() {
        List<Object> notifications = list(map(STACK.properties("Documents").get("NotificationConfiguration")).get("QueueConfigurations"));

        assertThat(notifications).extracting(one -> map(one).get("Event")).contains(
                "s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:LifecycleExpiration:*", "s3:ObjectRestore:Completed");
        assertThat(notifications).allSatisfy(one ->
                assertThat(map(one).get("Queue")).isEqualTo(Stack.arn("sqs", Stack.NAME + "-hints")));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
