package engram.local.cli.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is deployed, as far as that costs something whoever uses it: parameters of `infra/template.yaml`, with its defaults.
///
/// @param size `Index`
/// @param storageGib `IndexStorage`: of each data node, where the index needs no more
/// @param inOwnNetwork `Network=private`
/// @param underOwnKey `Encryption=customer`
/// @param traced `Tracing=Active`
/// @param logDays `LogDays`
public record Deployed(Size size, int storageGib, boolean inOwnNetwork, boolean underOwnKey, boolean traced, int logDays) {

    static final String INDEX = "Index";
    private static final String STORAGE = "IndexStorage";
    private static final String NETWORK = "Network";
    private static final String ENCRYPTION = "Encryption";
    private static final String TRACING = "Tracing";
    private static final String LOG_DAYS = "LogDays";

    /// Names of the parameters.
    public static final List<String> NAMES = List.of(INDEX, STORAGE, NETWORK, ENCRYPTION, TRACING, LOG_DAYS);

    public static final Deployed SMALL = of(Map.of());
    public static final Deployed PRODUCTION = of(Map.of(INDEX, "production"));

    /// Of the OpenSearch domain.
    public enum Size {
        /// One node without a copy: to try it.
        SMALL,
        /// A copy of everything in a second zone, and three dedicated masters.
        PRODUCTION
    }

    /// @param parameters of the template by name, others than these included
    /// @throws IllegalArgumentException if one of these has a value that it cannot have
    public static Deployed of(Map<String, String> parameters) {
        return new Deployed(
                isSecond(parameters, INDEX, "small", "production") ? Size.PRODUCTION : Size.SMALL,
                number(parameters, STORAGE, 20, 10, 1024),
                isSecond(parameters, NETWORK, "public", "private"),
                isSecond(parameters, ENCRYPTION, "aws", "customer"),
                isSecond(parameters, TRACING, "PassThrough", "Active"),
                number(parameters, LOG_DAYS, 30, 1, 3653));
    }

    private static boolean isSecond(Map<String, String> parameters, String name, String first, String second) {
        String value = parameters.getOrDefault(name, first);
        if (!value.equals(first) && !value.equals(second)) {
            throw new IllegalArgumentException("%s: %s or %s, got %s".formatted(name, first, second, value));
        }
        return value.equals(second);
    }

    private static int number(Map<String, String> parameters, String name, int otherwise, int least, int most) {
        String value = parameters.getOrDefault(name, Integer.toString(otherwise));
        if (!value.matches("\\d{1,4}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException("%s: %d to %d, got %s".formatted(name, least, most, value));
        }
        return Integer.parseInt(value);
    }

    /// These parameters, by name.
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(INDEX, size == Size.PRODUCTION ? "production" : "small");
        parameters.put(STORAGE, Integer.toString(storageGib));
        parameters.put(NETWORK, inOwnNetwork ? "private" : "public");
        parameters.put(ENCRYPTION, underOwnKey ? "customer" : "aws");
        parameters.put(TRACING, traced ? "Active" : "PassThrough");
        parameters.put(LOG_DAYS, Integer.toString(logDays));
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
