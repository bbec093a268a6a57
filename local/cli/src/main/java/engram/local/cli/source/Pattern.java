package engram.local.cli.source;

import java.util.regex.PatternSyntaxException;

/// One line of ignore rules, as git has them: `*` and `?` stop at "/", `**` does not, `[a-z]` is a class, "\" takes the next
/// character as it is; a "/" before the end ties the pattern to its folder, one at the end means folders only, "!" takes back.
///
/// @param base    folder of the rules, relative to the tree, "" or ending in "/"
/// @param regex   matches whole paths relative to `base`
/// @param ignores false if the pattern takes back what an earlier one ignored
record Pattern(String base, java.util.regex.Pattern regex, boolean foldersOnly, boolean ignores) {

    /// The pattern in a line.
    ///
    /// @throws IllegalArgumentException if it is none
    static Pattern parse(String base, String line) {
        String glob = line;
        boolean ignores = !glob.startsWith("!");
        if (!ignores) {
            glob = glob.substring(1);
        }
        boolean foldersOnly = glob.endsWith("/");
        if (foldersOnly) {
            glob = glob.substring(0, glob.length() - 1);
        }
        boolean tied = glob.indexOf('/') >= 0;
        if (glob.startsWith("/")) {
            glob = glob.substring(1);
        }
        if (glob.isEmpty()) {
            throw new IllegalArgumentException("\"" + line + "\" is no ignore pattern");
        }
        try {
            return new Pattern(
                    base, java.util.regex.Pattern.compile((tied ? "" : "(?:.*/)?") + regex(glob), java.util.regex.Pattern.DOTALL), foldersOnly, ignores);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("\"" + line + "\" is no ignore pattern: " + e.getDescription(), e);
        }
    }

    boolean matches(String path, boolean folder) {
        return (folder || !foldersOnly) && path.startsWith(base) && regex.matcher(path.substring(base.length())).matches();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
                int end = glob.indexOf(']', i + 2);
                regex.append(characters(glob.substring(i + 1, end)));
                i = end;
            } else {
                if (c == '\\' && i + 1 < glob.length()) {
                    c = glob.charAt(++i);
                }
                regex.append(java.util.regex.Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static String characters(String inside) {
        boolean not = inside.startsWith("!") || inside.startsWith("^");
        String members = not ? inside.substring(1) : inside;
        return (not ? "[^/" : "[") + members.replaceAll("[\\\\\\[\\]&^]", "\\\\$0") + "]";
    }
}
