package engram.local.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.infra.Policy.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// `infra/calls.json`: what each function calls, and which permissions that needs.
public record Calls(Map<String, List<Call>> functions) {

    /// @param name      like `s3 HeadObject`, or `es POST /engram/_bulk`
    /// @param on        what it is made on, by its short name
    /// @param partition partition of the catalog that its keys are of, where it is always the same one, or one of those that a pattern with `*` names
    /// @param attributes the only ones that it names, where a role keeps it to them
    /// @param index     the only kind of index that it is made to, `domain` or `serverless`; empty: to any
    /// @param byLambda  made by Lambda itself in the function's name
    /// @param unseen    why no test on this machine can see it
    /// @param needs     permissions, each with the short name of what it is needed on
    public record Call(
            String name,
            String on,
            Optional<String> partition,
            List<String> attributes,
            Optional<String> index,
            boolean byLambda,
            Optional<String> unseen,
            Map<String, String> needs) {

        /// Whether a call that was seen is this one.
        ///
        /// @param seenPartition  empty: it says nothing of one
        /// @param seenAttributes that it names; `*`: all
        public boolean fits(String seenName, String seenOn, String seenPartition, Set<String> seenAttributes) {
            return name.equals(seenName)
                    && on.equals(seenOn)
                    && partition.map(pattern -> Policy.like(pattern, seenPartition)).orElse(true)
                    && (attributes.isEmpty() || attributes.containsAll(seenAttributes));
        }

        /// Whether there is what it is made on.
        public boolean isMadeTo(String indexKind) {
            return index.map(indexKind::equals).orElse(true);
        }

        /// Of IAM. In a collection it knows no requests; what they need there is in [DataAccess].
        List<Request> requests(Places places) {
            if (on.equals("index") && places.hasCollection()) {
                return List.of(new Request("aoss:APIAccessAll", places.arn("collection"), Map.of()));
            }
            Map<String, List<String>> keys = new HashMap<>();
            partition.ifPresent(name -> keys.put("dynamodb:LeadingKeys", List.of(name)));
            if (!attributes.isEmpty()) {
                keys.put("dynamodb:Attributes", attributes);
            }
            if (!byLambda) {
                keys.put("lambda:SourceFunctionArn", List.of(Stack.arn("lambda", "function:" + Stack.NAME + "-any")));
            }
            if (name.equals("eventbridge PutEvents")) {
                keys.put("events:source", List.of("engram.health"));
            }
            return needs.entrySet().stream()
                    .map(need -> new Request(need.getKey(), places.arn(need.getValue()), Map.copyOf(keys)))
                    .toList();
        }
    }

    public static Calls read() {
        try {
            JsonNode file = new ObjectMapper().readTree(Repository.text("infra/calls.json"));
            Map<String, List<Call>> functions = new HashMap<>();
            file.path("functions").properties().forEach(function -> {
                List<Call> calls = new ArrayList<>();
                function.getValue().forEach(call -> calls.add(call(call)));
                functions.put(function.getKey(), List.copyOf(calls));
            });
            return new Calls(Map.copyOf(functions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Call call(JsonNode call) {
        Map<String, String> needs = call.path("needs").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, need -> need.getValue().asText()));
        List<String> attributes = new ArrayList<>();
        call.path("attributes").forEach(name -> attributes.add(name.asText()));
        return new Call(
                call.path("call").asText(),
                call.path("on").asText(),
                text(call, "partition"),
                List.copyOf(attributes),
                text(call, "index"),
                call.path("byLambda").asBoolean(),
                text(call, "unseen"),
                needs);
    }

    private static Optional<String> text(JsonNode call, String name) {
        return call.has(name) ? Optional.of(call.path(name).asText()) : Optional.empty();
    }

    public List<Call> of(String function) {
        return Optional.ofNullable(functions.get(function))
                .orElseThrow(() -> new AssertionError("infra/calls.json says nothing of " + function));
    }

    /// Names of the calls to AWS's stores that the function's code makes.
    Set<String> stores(String function) {
        return of(function).stream()
                .filter(call -> !call.byLambda() && !call.name().startsWith("es "))
                .map(Call::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
