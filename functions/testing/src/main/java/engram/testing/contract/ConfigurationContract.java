package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds `docs/configuration.md` to a module's configuration interface: its section there is the table of this
/// interface's settings, with their defaults and comments. Run with `-Dengram.update=true` to write it anew.
public abstract class ConfigurationContract {

    private static final Path ROOT = Path.of(System.getProperty("engram.root"));
    private static final Path PAGE = ROOT.resolve("docs/configuration.md");
    private static final Pattern SETTING = Pattern.compile(
            """
            (?<comment>(?:[ ]{4}///.*\\n)+)\
            (?<annotations>(?:[ ]{4}@.*\\n)*)\
            [ ]{4}(?<type>[\\w<>.]+) (?<name>\\w+)\\(\\);""");
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"");

    /// The interface's source, from the root of the repository.
    protected abstract String source();

    @Test
    void thePageSaysWhatCanBeConfigured() throws IOException {
        String code = Files.readString(ROOT.resolve(source()));
        Matcher mapping = PREFIX.matcher(code);
        assertThat(mapping.find()).as("a @ConfigMapping in %s", source()).isTrue();
        String section = section(mapping.group(1), table(mapping.group(1), code));

        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("engram.update")) {
            Files.writeString(PAGE, replaced(page, mapping.group(1), section));
        } else {
            assertThat(page).as("%s is made from %s: run this test with -Dengram.update=true", PAGE, source())
                    .contains(section);
        }
    }

    private static String section(String prefix, List<String> rows) {
        return begin(prefix) + "\n| variable | type | default | meaning |\n|---|---|---|---|\n"
                + String.join("\n", rows) + "\n" + end(prefix);
    }

    private static String replaced(String page, String prefix, String section) {
        int from = page.indexOf(begin(prefix));
        int to = page.indexOf(end(prefix));
        assertThat(from >= 0 && to > from).as("the marks of %s in %s", prefix, PAGE).isTrue();
        return page.substring(0, from) + section + page.substring(to + end(prefix).length());
    }

    private static List<String> table(String prefix, String code) {
        List<String> rows = new ArrayList<>();
        Matcher setting = SETTING.matcher(code);
        while (setting.find()) {
            String annotations = setting.group("annotations");
            String name = argument(annotations, "WithName").orElse(dashed(setting.group("name")));
            rows.add("| `%s` | %s | %s | %s |".formatted(
                    (prefix + "." + name).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                    plain(setting.group("type")),
                    argument(annotations, "WithDefault")
                            .map(value -> "`" + value + "`")
                            .orElse(setting.group("type").startsWith("Optional") ? "none" : "required"),
                    comment(setting.group("comment"))));
        }
        assertThat(rows).as("settings found").isNotEmpty();
        return rows;
    }

    private static Optional<String> argument(String annotations, String name) {
        Matcher argument = Pattern.compile("@" + name + "\\(\"([^\"]*)\"\\)").matcher(annotations);
        return argument.find() ? Optional.of(argument.group(1)) : Optional.empty();
    }

    private static String dashed(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String plain(String type) {
        return type.replaceAll("^Optional<(.*)>$", "$1")
                .replace("OptionalInt", "int")
                .replaceAll("List<(\\w+)>", "list of $1")
                .replaceAll("Set<(\\w+)>", "list of $1");
    }

    private static String comment(String comment) {
        return comment.lines()
                .map(line -> line.strip().substring("///".length()).strip())
                .collect(Collectors.joining(" "))
                .replaceAll("\\[\\w+#(\\w+)]", "`$1`")
                .replace("|", "\\|");
    }

    private static String begin(String prefix) {
        return "<!-- begin " + prefix + " -->";
    }

    private static String end(String prefix) {
        return "<!-- end " + prefix + " -->";
    }
}
