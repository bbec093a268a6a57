package engram.retention.rules;

import engram.retention.rules.RulesInvalid.Problem;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads `retention.yaml`. It is data and nothing else: no tag makes an object, and anchors are refused.
public final class RulesReader {

    /// Longest file, in bytes.
    public static final int MAX_BYTES = 256 << 10;

    private static final int MOST_RULES = 200;
    private static final int MOST_PROBLEMS = 20;
    private static final int DEEPEST = 8;
    private static final String FORMAT = "1";
    private static final Duration GRACE = Duration.ofDays(7);

    private final Buckets buckets;

    /// The buckets that there are already.
    ///
    /// @param documents archived in only where nothing is indexed
    /// @param own retention's own, in which nothing is archived
    public record Buckets(String documents, Optional<String> own) {}

    public RulesReader(Buckets buckets) {
        this.buckets = buckets;
    }

    /// @throws RulesInvalid that says where what is wrong
    public Rules read(byte[] yaml) {
        if (yaml.length > MAX_BYTES) {
            throw new RulesInvalid(List.of(new Problem(1, 1, "the rules have at most " + MAX_BYTES + " bytes, got " + yaml.length)));
        }
        List<Problem> problems = new ArrayList<>();
        Rules rules = rules(new Section(root(text(yaml)), "the whole", problems), problems);
        if (!problems.isEmpty()) {
            throw new RulesInvalid(problems.stream().limit(MOST_PROBLEMS).toList());
        }
        return rules;
    }

    private static String text(byte[] yaml) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
        } catch (CharacterCodingException e) {
            throw new RulesInvalid(List.of(new Problem(1, 1, "the rules are no UTF-8")));
        }
    }

    private static Node root(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MAX_BYTES);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                throw new RulesInvalid(List.of(new Problem(1, 1, "the rules are empty: they begin with version: 1")));
            }
            requirePlain(root);
            return root;
        } catch (MarkedYAMLException e) {
            throw new RulesInvalid(List.of(problem(e)));
        } catch (YAMLException e) {
            throw new RulesInvalid(List.of(new Problem(1, 1, "this is no YAML: " + firstLine(e))));
        }
    }

    private static Problem problem(MarkedYAMLException e) {
        Optional<Mark> mark = Optional.ofNullable(e.getProblemMark());
        return new Problem(
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1,
                "this is no YAML: " + (e.getProblem() == null ? firstLine(e) : e.getProblem()));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static void requirePlain(Node node) {
        if (node.getAnchor() != null) {
            List<Problem> problems = new ArrayList<>();
            Section.wrong(problems, node, "anchors are not used here: say it again");
            throw new RulesInvalid(problems);
        }
        switch (node) {
            case MappingNode mapping -> mapping.getValue().forEach(RulesReader::requirePlain);
            case SequenceNode list -> list.getValue().forEach(RulesReader::requirePlain);
            case CollectionNode<?> _ -> throw new IllegalStateException("YAML has mappings and lists only");
            default -> {}
        }
    }

    private static void requirePlain(NodeTuple entry) {
        requirePlain(entry.getKeyNode());
        requirePlain(entry.getValueNode());
    }

    private Rules rules(Section file, List<Problem> problems) {
        if (file.value("version", text -> Optional.of(text).filter(FORMAT::equals), FORMAT + ", the only one there is").isEmpty()
                && !file.has("version")) {
            file.wrong("the rules begin with version: 1");
        }
        Duration grace = file.value("grace", Amounts::time, "a time like 7d").orElse(GRACE);
        Limits limits = file.section("limits").map(RulesReader::limits).orElse(Limits.DEFAULT);
        RuleReader reader = new RuleReader(grace, buckets, problems);
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node : file.nodes("rules", MOST_RULES)) {
            Rule rule = reader.rule(new Section(node, "a rule", problems));
            if (!ids.add(rule.id()) && !rule.id().isEmpty()) {
                Section.wrong(problems, node, "there is another rule " + rule.id());
            }
            rules.add(rule);
        }
        if (!file.has("rules")) {
            file.wrong("there are no rules");
        }
        file.end();
        return new Rules(limits, rules);
    }

    private static Limits limits(Section section) {
        long objects = section.value("objects", Amounts::count, "a number of objects")
                .map(Integer::longValue)
                .orElse(Limits.DEFAULT.objects());
        double share = section.value("share", Amounts::share, "a share like 25%").orElse(Limits.DEFAULT.share());
        section.end();
        return new Limits(objects, share);
    }
}
