package engram.local.cli.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is deployed, as far as that costs something whoever uses it: parameters of `infra/template.yaml`, with its defaults.
///
/// @param index `Index`
/// @param storageGib `IndexStorage`: of each data node, where the index needs no more
/// @param leastOcus `IndexMinimum`: that a collection's search and indexing each keep
/// @param mostOcus `IndexMaximum`: that either of them gets
/// @param restHours `IndexRest`: for which schedules leave the index alone; 0: they ask it each time
/// @param processes `IngestConcurrency`
/// @param network `Network`
/// @param underOwnKey `Encryption=customer`
/// @param traced `Tracing=Active`
/// @param logDays `LogDays`
/// @param retrievalDays `RetrievalInterval`
public record Deployed(
        Index index,
        int storageGib,
        int leastOcus,
        int mostOcus,
        int restHours,
        int processes,
        Network network,
        boolean underOwnKey,
        boolean traced,
        int logDays,
        int retrievalDays) {

    /// For how long schedules leave the index alone.
    public static final String REST = "IndexRest";

    static final String PROCESSES = "IngestConcurrency";

    private static final String INDEX = "Index";
    private static final String STORAGE = "IndexStorage";
    private static final String LEAST = "IndexMinimum";
    private static final String MOST = "IndexMaximum";
    private static final String NETWORK = "Network";
    private static final String ENCRYPTION = "Encryption";
    private static final String TRACING = "Tracing";
    private static final String LOG_DAYS = "LogDays";
    private static final String RETRIEVALS = "RetrievalInterval";

    /// Names of the parameters.
    public static final List<String> NAMES =
            List.of(INDEX, STORAGE, LEAST, MOST, REST, PROCESSES, NETWORK, ENCRYPTION, TRACING, LOG_DAYS, RETRIEVALS);

    private static final List<Integer> LEAST_OCUS = List.of(0, 1, 2);
    private static final List<Integer> MOST_OCUS = List.of(2, 4, 8, 16, 32, 48, 64, 80, 96);
    private static final List<Integer> REST_HOURS = List.of(0, 6, 12, 24);
    private static final String AUTO = "auto";

    public static final Deployed SMALL = of(Map.of());
    public static final Deployed PRODUCTION = of(Map.of(INDEX, "production"));

    /// Where the index is.
    public enum Index {
        /// A domain of one node without a copy: to try it.
        SMALL,
        /// A domain with a copy of everything in a second zone, and three dedicated masters.
        PRODUCTION,
        /// A collection of OpenSearch Serverless that sleeps while nobody asks it.
        SERVERLESS,
        /// Whoever has it pays for it.
        EXISTING
    }

    /// Where functions are.
    public enum Network {
        PUBLIC,
        PRIVATE,
        /// Whoever has it pays for it.
        EXISTING
    }

    /// @param parameters of the template by name, others than these included
    /// @throws IllegalArgumentException if one of these has a value that it cannot have
    public static Deployed of(Map<String, String> parameters) {
        return new Deployed(
                choice(parameters, INDEX, Index.values()),
                number(parameters, STORAGE, 20, 10, 1024),
                oneOf(parameters, LEAST, 0, LEAST_OCUS),
                oneOf(parameters, MOST, 8, MOST_OCUS),
                restHours(parameters),
                number(parameters, PROCESSES, 5, 2, 500),
                choice(parameters, NETWORK, Network.values()),
                isSecond(parameters, ENCRYPTION, "aws", "customer"),
                isSecond(parameters, TRACING, "PassThrough", "Active"),
                number(parameters, LOG_DAYS, 30, 1, 3653),
                number(parameters, RETRIEVALS, 1, 0, 30));
    }

    /// By itself only a collection that may sleep is left alone.
    private static int restHours(Map<String, String> parameters) {
        if (!parameters.getOrDefault(REST, AUTO).equals(AUTO)) {
            return oneOf(parameters, REST, 0, REST_HOURS);
        }
        boolean sleeps = choice(parameters, INDEX, Index.values()) == Index.SERVERLESS && oneOf(parameters, LEAST, 0, LEAST_OCUS) == 0;
        return sleeps ? REST_HOURS.getLast() : 0;
    }

    /// Of the values in lower case, the first of which is the template's default.
    private static <E extends Enum<E>> E choice(Map<String, String> parameters, String name, E[] values) {
        String value = parameters.getOrDefault(name, written(values[0]));
        return Arrays.stream(values)
                .filter(one -> written(one).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s: %s, got %s".formatted(
                        name, Arrays.stream(values).map(Deployed::written).collect(Collectors.joining(", ")), value)));
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isSecond(Map<String, String> parameters, String name, String first, String second) {
        String value = parameters.getOrDefault(name, first);
        if (!value.equals(first) && !value.equals(second)) {
            throw new IllegalArgumentException("%s: %s or %s, got %s".formatted(name, first, second, value));
        }
        return value.equals(second);
    }

    private static int oneOf(Map<String, String> parameters, String name, int otherwise, List<Integer> values) {
        String value = parameters.getOrDefault(name, Integer.toString(otherwise));
        return values.stream()
                .filter(one -> one.toString().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s: one of %s, got %s".formatted(name, values, value)));
    }

    private static int number(Map<String, String> parameters, String name, int otherwise, int least, int most) {
        String value = parameters.getOrDefault(name, Integer.toString(otherwise));
        if (!value.matches("\\d{1,4}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException("%s: %d to %d, got %s".formatted(name, least, most, value));
        }
        return Integer.parseInt(value);
    }

    public boolean rests() {
        return restHours > 0;
    }

    /// Of reconcile over everything, each with a look of health's schedule at the index: where that rests, each time that it is woken.
    double walksPerDay() {
        return rests() ? 24.0 / restHours : 1;
    }

    boolean notesRetrievals() {
        return retrievalDays > 0;
    }

    /// What of it is paid for and is not the deployment's, so that no bill of it has it: in words.
    public List<String> ofOthers() {
        List<String> others = new ArrayList<>();
        if (index == Index.EXISTING) {
            others.add("The index is yours: what it costs is not in here.");
        }
        if (network == Network.EXISTING) {
            others.add("The network is yours: what its endpoints, or its way to the internet, cost is not in here.");
        }
        return others;
    }

    /// These parameters, by name: those that mean something to such an index.
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(INDEX, written(index));
        switch (index) {
            case SMALL, PRODUCTION -> parameters.put(STORAGE, Integer.toString(storageGib));
            case SERVERLESS -> {
                parameters.put(LEAST, Integer.toString(leastOcus));
                parameters.put(MOST, Integer.toString(mostOcus));
                parameters.put(PROCESSES, Integer.toString(processes));
            }
            case EXISTING -> {}
        }
        if (rests() || index == Index.SERVERLESS) {
            parameters.put(REST, Integer.toString(restHours));
        }
        parameters.put(NETWORK, written(network));
        parameters.put(ENCRYPTION, underOwnKey ? "customer" : "aws");
        parameters.put(TRACING, traced ? "Active" : "PassThrough");
        parameters.put(LOG_DAYS, Integer.toString(logDays));
        parameters.put(RETRIEVALS, Integer.toString(retrievalDays));
        return parameters;
    }

    /// The parameters that a stage is deployed with.
    ///
    /// @param samconfig `infra/samconfig.toml`
    /// @throws IllegalArgumentException if it has no such stage
    public static Map<String, String> ofStage(String samconfig, String stage) {
        Map<String, String> stages = stages(samconfig);
        if (!stages.containsKey(stage)) {
            throw new IllegalArgumentException("no stage " + stage + " in infra/samconfig.toml, which has " + String.join(", ", stages.keySet()));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = Pattern.compile("([A-Z][A-Za-z]+)=([^\\s\"\\\\]*)").matcher(stages.get(stage));
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2));
        }
        return parameters;
    }

    /// What overrides parameters, by stage.
    private static Map<String, String> stages(String samconfig) {
        Map<String, String> stages = new TreeMap<>();
        Matcher section = Pattern.compile("^\\[([^.\\]]+)\\.deploy\\.parameters]$(.*?)(?=^\\[[\\w.-]+]$|\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(samconfig.replaceAll("(?m)^\\s*#.*$", ""));
        while (section.find()) {
            stages.put(section.group(1), section.group(2).replaceFirst("(?s)^.*parameter_overrides", ""));
        }
        return stages;
    }
}
