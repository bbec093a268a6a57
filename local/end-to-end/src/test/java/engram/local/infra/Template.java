package engram.local.infra;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A template of CloudFormation as maps and lists, its short forms written out: `!If [a, b, c]` is `{Fn::If: [a, b, c]}`.
record Template(Map<String, Object> root) {

    static final String FUNCTION = "AWS::Serverless::Function";

    /// The one that everything is deployed by.
    static Template main() {
        return read(Repository.path("infra/template.yaml"));
    }

    static Template read(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            return new Template(map(new Yaml(new ShortForms()).load(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Template of(String text) {
        return new Template(map(new Yaml(new ShortForms()).load(text)));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> all -> (List<Object>) all;
            default -> List.of(value);
        };
    }

    /// The value below those names, as it is written; empty if there is none.
    Optional<Object> at(String... names) {
        Object value = root;
        for (String name : names) {
            value = map(value).get(name);
            if (value == null) {
                return Optional.empty();
            }
        }
        return Optional.of(value);
    }

    Map<String, Object> section(String name) {
        return at(name).map(Template::map).orElse(Map.of());
    }

    Map<String, Object> resource(String id) {
        return at("Resources", id).map(Template::map)
                .orElseThrow(() -> new AssertionError("the template has no resource " + id));
    }

    /// Ids of the resources of that type.
    List<String> ofType(String type) {
        return section("Resources").entrySet().stream()
                .filter(resource -> type.equals(map(resource.getValue()).get("Type")))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Properties of a resource, as they are written; of a function with those of all functions.
    Map<String, Object> properties(String id) {
        Map<String, Object> resource = resource(id);
        Map<String, Object> own = map(resource.get("Properties"));
        if (!FUNCTION.equals(resource.get("Type"))) {
            return own;
        }
        Map<String, Object> all = new LinkedHashMap<>(at("Globals", "Function").map(Template::map).orElse(Map.of()));
        Map<String, Object> variables = new TreeMap<>(variables(all));
        all.putAll(own);
        variables.putAll(variables(own));
        all.put("Environment", Map.of("Variables", variables));
        return all;
    }

    private static Map<String, Object> variables(Map<String, Object> properties) {
        return map(map(properties.get("Environment")).get("Variables"));
    }

    private static final class ShortForms extends SafeConstructor {

        ShortForms() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String name = node.getTag().getValue().substring(1);
                    Object value = argument(node);
                    if (name.equals("GetAtt") && value instanceof String path) {
                        return Map.of("Fn::GetAtt", List.of((Object[]) path.split("\\.", 2)));
                    }
                    return Map.of(name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, value);
                }
            });
        }

        private Object argument(Node node) {
            return switch (node) {
                case ScalarNode scalar -> scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new AssertionError("no such node: " + node);
            };
        }
    }
}
