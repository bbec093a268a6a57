package engram.ingest.extract.markup;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.Metadata;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The YAML between `---` lines at the top of a Markdown file: names with a value, a `[flow, list]`, a list of `-`
/// lines or a text block; names under a name are joined with a dot. Anything else in YAML is passed over: it stays in
/// the text.
///
/// @param end the character behind the closing line; 0 if there is no front matter
record FrontMatter(int end, Metadata metadata) {

    private static final Pattern OPENING = Pattern.compile("\\A---[ \\t]*\\R");
    private static final Pattern CLOSING = Pattern.compile("^(?:---|\\.\\.\\.)[ \\t]*$", Pattern.MULTILINE);
    private static final Pattern NAMED =
            Pattern.compile("([ \\t]*)(?:- +)?([\\w][\\w .@/-]{0,99}?|\"[^\"]{1,99}\"|'[^']{1,99}')[ \\t]*:(?:[ \\t]+(.*)|)");
    private static final Pattern LISTED = Pattern.compile("[ \\t]*-[ \\t]+(.*)");

    private record Open(int indent, String name) {}

    static FrontMatter read(String text, ExtractionSettings settings) {
        FrontMatter none = new FrontMatter(0, new Metadata(settings));
        Matcher opening = OPENING.matcher(text);
        if (!opening.find()) {
            return none;
        }
        int bound = Math.min(text.length(), opening.end() + settings.maxFrontMatter());
        Matcher closing = CLOSING.matcher(text).region(opening.end(), bound);
        if (!closing.find() || closing.end() == bound && bound < text.length()) {
            return none;
        }
        List<String> lines = text.substring(opening.end(), closing.start())
                .lines()
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                .toList();
        if (!lines.isEmpty() && !NAMED.matcher(lines.getFirst()).matches()) {
            return none;
        }
        Metadata metadata = new Metadata(settings);
        read(lines, metadata);
        return new FrontMatter(closing.end(), metadata);
    }

    private static void read(List<String> lines, Metadata metadata) {
        Deque<Open> open = new ArrayDeque<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher listed = LISTED.matcher(line);
            Matcher named = NAMED.matcher(line);
            if (named.matches()) {
                String value = named.group(3) == null ? "" : named.group(3).strip();
                enter(open, named.group(1).length(), unquote(named.group(2)));
                i = value.matches("[|>][-+0-9]*") ? readBlock(lines, i, open, metadata) : i;
                if (!value.matches("[|>][-+0-9]*")) {
                    addValue(metadata, name(open), value);
                }
            } else if (listed.matches() && !open.isEmpty()) {
                addValue(metadata, name(open), listed.group(1).strip());
            }
        }
    }

    private static void enter(Deque<Open> open, int indent, String name) {
        while (!open.isEmpty() && open.getLast().indent >= indent) {
            open.removeLast();
        }
        open.addLast(new Open(indent, name));
    }

    private static String name(Deque<Open> open) {
        return String.join(".", open.stream().map(Open::name).toList());
    }

    /// @return index of the block's last line
    private static int readBlock(List<String> lines, int at, Deque<Open> open, Metadata metadata) {
        int end = at + 1;
        while (end < lines.size() && indent(lines.get(end)) > open.getLast().indent) {
            end++;
        }
        metadata.add(
                name(open),
                String.join(
                        " ",
                        lines.subList(at + 1, end).stream().map(String::strip).toList()));
        return end - 1;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static void addValue(Metadata metadata, String name, String value) {
        if (value.startsWith("[") && value.endsWith("]")) {
            FlowList.values(value.substring(1, value.length() - 1))
                    .forEach(each -> metadata.add(name, unquote(each)));
        } else if (!value.equals("null") && !value.equals("~")) {
            metadata.add(name, unquote(value));
        }
    }

    private static String unquote(String value) {
        String bare = value.strip();
        char first = bare.isEmpty() ? 0 : bare.charAt(0);
        int last = first == '"' || first == '\'' ? bare.lastIndexOf(first) : 0;
        if (last > 0) {
            String inside = bare.substring(1, last);
            return first == '\'' ? inside.replace("''", "'") : inside.replace("\\\"", "\"").replace("\\\\", "\\");
        }
        int comment = (" " + bare).indexOf(" #");
        return comment < 0 ? bare : bare.substring(0, comment).strip();
    }
}
