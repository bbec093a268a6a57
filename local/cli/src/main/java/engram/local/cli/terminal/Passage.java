package engram.local.cli.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A passage of text as lines, with the words that matched marked: its beginning, or the part where the most of them are.
public final class Passage {

    /// What shows that text goes on.
    private static final String CUT = " …";

    private static final Pattern MARKED = Pattern.compile("<em>(.{1,200}?)</em>", Pattern.DOTALL);

    private final Terminal terminal;
    private final String indent;

    public Passage(Terminal terminal, String indent) {
        this.terminal = terminal;
        this.indent = indent;
    }

    /// @param highlights extracts of the text in which what matched stands in `<em>…</em>`
    /// @param most lines; more text than fits is cut, which an ellipsis shows
    public List<String> lines(String text, List<String> highlights, int most) {
        Set<String> words = words(highlights);
        List<String> all = Width.wrap(Printable.of(text), terminal.width() - Width.of(indent) - 2 * CUT.length());
        int first = all.size() <= most ? 0 : bestStart(all, words, most);
        int last = Math.min(all.size(), first + most);
        return all.subList(first, last).stream()
                .map(line -> line.equals(all.get(first)) && first > 0 ? CUT.strip() + " " + line : line)
                .map(line -> indent + marked(line, words))
                .collect(Collectors.collectingAndThen(Collectors.toList(), lines -> {
                    if (last < all.size()) {
                        lines.set(lines.size() - 1, lines.getLast() + CUT);
                    }
                    return lines;
                }));
    }

    static Set<String> words(List<String> highlights) {
        Set<String> words = new TreeSet<>();
        for (String highlight : highlights) {
            Matcher matcher = MARKED.matcher(highlight);
            while (matcher.find()) {
                words.add(matcher.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private static int bestStart(List<String> lines, Set<String> words, int most) {
        Pattern any = anyOf(words);
        int best = 0;
        long bestMatches = -1;
        for (int start = 0; start + most <= lines.size(); start++) {
            long matches = any == null ? 0 : any.matcher(String.join(" ", lines.subList(start, start + most))).results().count();
            if (matches > bestMatches) {
                best = start;
                bestMatches = matches;
            }
        }
        return best;
    }

    private String marked(String line, Set<String> words) {
        Pattern any = anyOf(words);
        return any == null ? line : any.matcher(line).replaceAll(match -> Matcher.quoteReplacement(terminal.marked(match.group())));
    }

    private static Pattern anyOf(Set<String> words) {
        return words.isEmpty()
                ? null
                : Pattern.compile(
                        words.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
