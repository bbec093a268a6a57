package engram.local.infra;

import static engram.local.infra.Template.list;
import static engram.local.infra.Template.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Statements of a role, judged as IAM does: what nothing allows, or something denies, is denied.
///
/// Knows the operators that the template uses, and no others.
record Policy(List<Statement> statements) {

    /// @param keys of its conditions by operator; a statement without conditions has none
    record Statement(String sid, boolean allows, List<String> actions, List<String> resources, Map<String, Object> keys) {

        static Statement of(Map<String, Object> statement) {
            return new Statement(
                    statement.get("Sid").toString(),
                    statement.get("Effect").equals("Allow"),
                    list(statement.get("Action")).stream().map(Object::toString).toList(),
                    list(statement.get("Resource")).stream().map(Object::toString).toList(),
                    map(statement.get("Condition")));
        }

        boolean fits(Request request) {
            return actions.stream().anyMatch(action -> like(action, request.action()))
                    && resources.stream().anyMatch(resource -> like(resource, request.resource()))
                    && keys.entrySet().stream().allMatch(test -> holds(test.getKey(), map(test.getValue()), request.keys()));
        }

        private static boolean holds(String operator, Map<String, Object> tests, Map<String, List<String>> keys) {
            return tests.entrySet().stream().allMatch(test -> {
                List<String> wanted = list(test.getValue()).stream().map(Object::toString).toList();
                List<String> given = keys.getOrDefault(test.getKey(), List.of());
                return switch (operator) {
                    // True for a key that a request does not have: a statement with it must not allow what has none.
                    case "ForAllValues:StringEquals" -> wanted.containsAll(given);
                    case "ForAllValues:StringLike" -> given.stream().allMatch(value -> wanted.stream().anyMatch(pattern -> like(pattern, value)));
                    case "StringEquals" -> !given.isEmpty() && wanted.containsAll(given);
                    case "ArnLike" -> given.stream().anyMatch(arn -> wanted.stream().anyMatch(pattern -> like(pattern, arn)));
                    default -> throw new AssertionError("unknown operator in a condition: " + operator);
                };
            });
        }
    }

    /// @param keys what its conditions may ask for
    record Request(String action, String resource, Map<String, List<String>> keys) {}

    /// All that a role may do, what it shares with others included.
    static Policy of(Stack stack, String role) {
        Map<String, Object> properties = stack.properties(role);
        List<Statement> statements = new ArrayList<>();
        list(properties.get("Policies")).forEach(policy -> statements.addAll(statements(map(policy))));
        for (Object managed : list(properties.get("ManagedPolicyArns"))) {
            // A policy of this template, which is what its name stands for here.
            statements.addAll(statements(stack.properties(managed.toString())));
        }
        return new Policy(List.copyOf(statements));
    }

    private static List<Statement> statements(Map<String, Object> policy) {
        return list(map(policy.get("PolicyDocument")).get("Statement")).stream().map(one -> Statement.of(map(one))).toList();
    }

    boolean allows(Request request) {
        return statements.stream().noneMatch(statement -> !statement.allows() && statement.fits(request))
                && statements.stream().anyMatch(statement -> statement.allows() && statement.fits(request));
    }

    static boolean like(String pattern, String value) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(switch (c) {
                case '*' -> ".*";
                case '?' -> ".";
                default -> Pattern.quote(String.valueOf(c));
            });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value).matches();
    }
}
