package engram.local.infra;

import static engram.local.infra.Template.list;
import static engram.local.infra.Template.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What CloudFormation would make of a template with some parameters: its functions computed, its resources with the names and
/// ARNs that AWS would give them.
final class Stack {

    static final String NAME = "engram";
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";

    /// The name that AWS would make up.
    static final String DOMAIN = "engram-domain-1x2y3z";
    static final String COLLECTION = "1x2y3z4x5y6z7x8y9z0x";

    /// Of the stack's id.
    static final String COLLECTION_NAME = "engram-0a1b2c3d";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}!][^}]*)}");
    private static final Object NO_VALUE = new Object();

    private final Template template;
    private final Map<String, Object> parameters = new HashMap<>();

    /// @param given in place of the defaults
    Stack(Template template, Map<String, String> given) {
        this.template = template;
        template.section("Parameters").forEach((name, declared) -> {
            Object value = given.getOrDefault(name, String.valueOf(map(declared).getOrDefault("Default", "")));
            boolean isList = "CommaDelimitedList".equals(map(declared).get("Type"));
            parameters.put(name, isList ? List.of((Object[]) value.toString().split(",")) : value);
        });
        given.keySet().forEach(name -> require(parameters.containsKey(name), "there is no parameter " + name));
        parameters.putAll(Map.of(
                "AWS::Partition", "aws",
                "AWS::Region", REGION,
                "AWS::AccountId", ACCOUNT,
                "AWS::StackName", NAME,
                "AWS::StackId", arn("cloudformation", "stack/" + NAME + "/0a1b2c3d-4e5f-11f0-8a9b-0a1b2c3d4e5f"),
                "AWS::URLSuffix", "amazonaws.com",
                "AWS::NoValue", NO_VALUE,
                "ServerlessDeploymentApplication", NAME + "-application"));
    }

    Template template() {
        return template;
    }

    /// Whether the resource is made.
    boolean makes(String id) {
        return Optional.ofNullable(template.resource(id).get("Condition")).map(name -> holds(name.toString())).orElse(true);
    }

    /// Properties of a resource, with nothing left to compute.
    Map<String, Object> properties(String id) {
        return map(resolve(template.properties(id)));
    }

    /// The value of an output, empty if there is none under these parameters.
    Optional<Object> output(String name) {
        return template.at("Outputs", name).map(Template::map)
                .filter(output -> !output.containsKey("Condition") || holds(output.get("Condition").toString()))
                .map(output -> resolve(output.get("Value")));
    }

    boolean holds(String condition) {
        return truth(template.at("Conditions", condition)
                .orElseThrow(() -> new AssertionError("there is no condition " + condition)));
    }

    /// What CloudFormation would refuse these parameters for.
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        template.section("Rules").values().stream().map(Template::map)
                .filter(rule -> truth(rule.get("RuleCondition")))
                .flatMap(rule -> list(rule.get("Assertions")).stream().map(Template::map))
                .filter(assertion -> !truth(assertion.get("Assert")))
                .forEach(assertion -> refusals.add(assertion.get("AssertDescription").toString()));
        return refusals;
    }

    private boolean truth(Object condition) {
        Map.Entry<String, Object> function = map(condition).entrySet().iterator().next();
        List<Object> arguments = list(function.getValue());
        return switch (function.getKey()) {
            case "Condition" -> holds(arguments.getFirst().toString());
            case "Fn::Equals" -> resolve(arguments.get(0)).equals(resolve(arguments.get(1)));
            case "Fn::EachMemberEquals" -> list(resolve(arguments.get(0))).stream().allMatch(resolve(arguments.get(1))::equals);
            case "Fn::Not" -> !truth(arguments.getFirst());
            case "Fn::And" -> arguments.stream().allMatch(this::truth);
            case "Fn::Or" -> arguments.stream().anyMatch(this::truth);
            default -> throw new AssertionError("unknown in a condition: " + function.getKey());
        };
    }

    Object resolve(Object value) {
        return switch (value) {
            case List<?> all -> all.stream().map(this::resolve).filter(one -> one != NO_VALUE).collect(Collectors.toList());
            case Map<?, ?> all when isFunction(all) -> function(map(all).entrySet().iterator().next());
            case Map<?, ?> all -> {
                Map<String, Object> resolved = new LinkedHashMap<>();
                map(all).forEach((name, one) -> {
                    Object computed = resolve(one);
                    if (computed != NO_VALUE) {
                        resolved.put(name, computed);
                    }
                });
                yield resolved;
            }
            default -> value;
        };
    }

    private static boolean isFunction(Map<?, ?> value) {
        return value.size() == 1 && (value.containsKey("Ref") || value.keySet().iterator().next().toString().startsWith("Fn::"));
    }

    private Object function(Map.Entry<String, Object> function) {
        List<Object> arguments = list(function.getValue());
        return switch (function.getKey()) {
            case "Ref" -> ref(arguments.getFirst().toString());
            case "Fn::If" -> resolve(arguments.get(holds(arguments.get(0).toString()) ? 1 : 2));
            case "Fn::GetAtt" -> attribute(arguments.get(0).toString(), arguments.get(1).toString());
            case "Fn::Sub" -> sub(arguments);
            // Nobody here needs it encoded.
            case "Fn::Base64" -> resolve(arguments.getFirst());
            case "Fn::Join" -> list(resolve(arguments.get(1))).stream().map(Object::toString)
                    .collect(Collectors.joining(arguments.get(0).toString()));
            case "Fn::Split" -> new ArrayList<Object>(List.of((Object[]) resolve(arguments.get(1)).toString().split(arguments.get(0).toString())));
            case "Fn::Select" -> list(resolve(arguments.get(1))).get(Integer.parseInt(arguments.get(0).toString()));
            default -> throw new AssertionError("unknown: " + function.getKey());
        };
    }

    private String sub(List<Object> arguments) {
        Map<String, Object> own = arguments.size() > 1 ? map(arguments.get(1)) : Map.of();
        return VARIABLE.matcher(arguments.getFirst().toString()).replaceAll(found -> {
            String name = found.group(1);
            Object value = own.containsKey(name) ? resolve(own.get(name)) : variable(name);
            return Matcher.quoteReplacement(value.toString());
        });
    }

    private Object variable(String name) {
        int dot = name.indexOf('.');
        return dot < 0 || isSamReference(name) ? ref(name) : attribute(name.substring(0, dot), name.substring(dot + 1));
    }

    /// SAM's own: the alias and the version that it makes of a function.
    private static boolean isSamReference(String name) {
        return name.endsWith(".Alias") || name.endsWith(".Version");
    }

    private Object ref(String name) {
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        if (isSamReference(name)) {
            String function = name.substring(0, name.indexOf('.'));
            return attribute(function, "Arn") + (name.endsWith(".Alias") ? ":live" : ":1");
        }
        Map<String, Object> properties = template.properties(name);
        return switch (type(name)) {
            case "AWS::S3::Bucket" -> resolve(properties.get("BucketName"));
            case "AWS::DynamoDB::Table" -> resolve(properties.get("TableName"));
            case "AWS::SQS::Queue" ->
                "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/" + resolve(properties.get("QueueName"));
            case "AWS::Logs::LogGroup" -> resolve(properties.get("LogGroupName"));
            case "AWS::OpenSearchService::Domain" -> DOMAIN;
            case "AWS::OpenSearchServerless::Collection" -> COLLECTION;
            case Template.FUNCTION -> resolve(properties.get("FunctionName"));
            default -> name;
        };
    }

    private String attribute(String id, String name) {
        if (!name.equals("Arn")) {
            return id + "." + name;
        }
        return switch (type(id)) {
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + ref(id);
            case "AWS::DynamoDB::Table" -> arn("dynamodb", "table/" + ref(id));
            case "AWS::SQS::Queue" -> arn("sqs", resolve(template.properties(id).get("QueueName")).toString());
            case "AWS::Logs::LogGroup" -> arn("logs", "log-group:" + ref(id) + ":*");
            case "AWS::OpenSearchService::Domain" -> arn("es", "domain/" + DOMAIN);
            case "AWS::OpenSearchServerless::Collection" -> arn("aoss", "collection/" + COLLECTION);
            case "AWS::KMS::Key" -> arn("kms", "key/" + id);
            case "AWS::Events::Rule" -> arn("events", "rule/" + id);
            case "AWS::IAM::Role" -> "arn:aws:iam::" + ACCOUNT + ":role/" + id;
            case Template.FUNCTION -> arn("lambda", "function:" + ref(id));
            default -> throw new AssertionError("no ARN is known for a " + type(id));
        };
    }

    static String arn(String service, String thing) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + thing;
    }

    private String type(String id) {
        return template.resource(id).get("Type").toString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
