package engram.ingest.extract.data;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands at the first level of data, found by one look at each character.
final class DataMembers {

    private static final Pattern YAML_NAME =
            Pattern.compile("^(?:([\\w\"'.$/@-][^:\\n#]{0,199}?)[ \\t]*:(?=[ \\t\\r\\n]|\\z)|-(?=[ \\t\\r\\n]|\\z)|---)", Pattern.MULTILINE);
    private static final int LONGEST_NAME = 200;

    private DataMembers() {}

    record Member(String name, int start, int end) {}

    static List<Member> ofYaml(String text) {
        List<Integer> starts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Matcher name = YAML_NAME.matcher(text);
        while (name.find()) {
            starts.add(name.start());
            names.add(name.group(1) == null ? "" : unquoted(name.group(1)));
        }
        return members(starts, names, text.length());
    }

    /// Members of the outermost object, elements of the outermost array, or values one behind another (JSON lines).
    static List<Member> ofJson(String text) {
        List<Integer> starts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int depth = 0;
        String data = text.stripLeading();
        int first = data.startsWith("{") || data.startsWith("[") ? 1 : 0;
        boolean fresh = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '}' || c == ']') {
                depth--;
                fresh |= depth <= 0;
            }
            if (depth == first && fresh && " \t\r\n,}]".indexOf(c) < 0) {
                starts.add(i);
                names.add(c == '"' ? name(text, i) : "");
                fresh = false;
            }
            if (c == '"') {
                i = endOfString(text, i);
            } else if (c == '{' || c == '[') {
                depth++;
                fresh |= depth <= first;
            } else if (c == ',' && depth == first) {
                fresh = true;
            }
        }
        return members(starts, names, text.length());
    }

    /// The elements inside of the outermost one.
    static List<Member> ofXml(String text) {
        List<Integer> starts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int depth = 0;
        for (int i = text.indexOf('<'); i >= 0; i = text.indexOf('<', i)) {
            int end = endOfTag(text, i);
            if (text.startsWith("</", i)) {
                depth--;
            } else if (i + 1 < text.length() && text.charAt(i + 1) != '!' && text.charAt(i + 1) != '?') {
                if (depth == 1) {
                    starts.add(i);
                    names.add(tag(text, i + 1));
                }
                depth += end >= 2 && text.charAt(end - 2) == '/' ? 0 : 1;
            }
            i = end;
        }
        return members(starts, names, text.length());
    }

    private static List<Member> members(List<Integer> starts, List<String> names, int length) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : length;
            members.add(new Member(names.get(i), starts.get(i), end));
        }
        return members;
    }

    /// The last character of the string that begins here.
    private static int endOfString(String text, int from) {
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static String name(String text, int from) {
        int end = Math.min(endOfString(text, from), text.length());
        return text.substring(from + 1, Math.clamp(end, from + 1, Math.min(text.length(), from + 1 + LONGEST_NAME)));
    }

    /// Behind a tag, comment, CDATA section, declaration or instruction.
    private static int endOfTag(String text, int from) {
        String closing = text.startsWith("<!--", from) ? "-->" : text.startsWith("<![CDATA[", from) ? "]]>" : ">";
        int end = text.indexOf(closing, from + 1);
        return end < 0 ? text.length() : end + closing.length();
    }

    private static String tag(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < LONGEST_NAME && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(from, end);
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && (name.charAt(0) == '"' || name.charAt(0) == '\'')
                && name.charAt(name.length() - 1) == name.charAt(0);
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
