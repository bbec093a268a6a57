package engram.retention.rules;

import engram.retention.rules.RulesInvalid.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A mapping of the file: its entries are taken by name, and what is wrong is put down with its place. What nobody took is wrong, too.
final class Section {

    private static final int MOST_ENTRIES = 1_000;

    private final Node place;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Problem> problems;

    /// @param node anything; what is no mapping is put down and holds nothing
    Section(Node node, String what, List<Problem> problems) {
        this.place = node;
        this.problems = problems;
        if (node instanceof MappingNode mapping && mapping.getValue().size() <= MOST_ENTRIES) {
            mapping.getValue().forEach(this::add);
        } else {
            wrong(node, what + " is a mapping of at most " + MOST_ENTRIES + " entries, like \"name: value\"");
        }
    }

    private void add(NodeTuple entry) {
        String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (name.isEmpty()) {
            wrong(entry.getKeyNode(), "a name is a word");
        } else if (values.put(name, entry.getValueNode()) != null) {
            wrong(entry.getKeyNode(), name + " is there twice");
        } else {
            names.put(name, entry.getKeyNode());
        }
    }

    static void wrong(List<Problem> problems, Node node, String what) {
        problems.add(new Problem(node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1, what));
    }

    void wrong(Node node, String what) {
        wrong(problems, node, what);
    }

    void wrong(String what) {
        wrong(place, what);
    }

    /// At that entry's value, or here if there is none.
    void wrongAt(String name, String what) {
        wrong(values.getOrDefault(name, place), what);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<Node> node(String name) {
        taken.add(name);
        return Optional.ofNullable(values.get(name));
    }

    Optional<Section> section(String name) {
        return node(name).map(node -> new Section(node, name, problems));
    }

    /// The nodes of a list; one value stands for a list of one.
    List<Node> nodes(String name, int most) {
        return node(name).map(node -> {
                    List<Node> all = node instanceof SequenceNode list ? list.getValue() : List.of(node);
                    if (all.isEmpty() || all.size() > most) {
                        wrong(node, name + " has 1 to " + most + " values");
                        return List.<Node>of();
                    }
                    return all;
                })
                .orElse(List.of());
    }

    <T> List<T> values(String name, int most, Function<String, Optional<T>> read, String expected) {
        List<T> values = new ArrayList<>();
        nodes(name, most).forEach(node -> value(node, name, read, expected).ifPresent(values::add));
        return values;
    }

    /// @param expected what a value is, for the message: `a time like 90d`
    <T> Optional<T> value(String name, Function<String, Optional<T>> read, String expected) {
        return node(name).flatMap(node -> value(node, name, read, expected));
    }

    private <T> Optional<T> value(Node node, String name, Function<String, Optional<T>> read, String expected) {
        Optional<T> value = node instanceof ScalarNode scalar ? read.apply(scalar.getValue()) : Optional.empty();
        if (value.isEmpty()) {
            wrong(node, name + " is " + expected);
        }
        return value;
    }

    SortedMap<String, String> texts(String name) {
        SortedMap<String, String> texts = new TreeMap<>();
        section(name).ifPresent(section -> section.values.forEach((key, node) -> {
            if (node instanceof ScalarNode scalar) {
                texts.put(key, scalar.getValue());
            } else {
                wrong(node, key + " is a text");
            }
        }));
        return texts;
    }

    /// Puts down every entry that was not asked for.
    void end() {
        values.keySet().stream().filter(name -> !taken.contains(name)).forEach(name ->
                wrong(names.get(name), name + " is none of " + String.join(", ", new TreeSet<>(taken))));
    }
}
