package engram.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Cuts passages around the matches out of a text that OpenSearch marked as a whole. Its own cutting, at sentences, takes
/// four fifths of a search with a hundred candidates in each arm.
final class Highlights {

    /// Characters of no script, so that a text's own `<em>` is not taken for a mark.
    static final String BEGIN = "\uE000";
    static final String END = "\uE001";

    static final int MAX_PASSAGES = 3;
    static final int MAX_LENGTH = 160;

    private final StringBuilder text = new StringBuilder();
    private final List<Span> matches = new ArrayList<>();

    private record Span(int start, int end) {}

    /// Matches that one passage has room for.
    private record Group(List<Span> spans, int different) {
        int start() {
            return spans.getFirst().start();
        }

        int end() {
            return spans.getLast().end();
        }
    }

    private Highlights(String marked) {
        int begun = -1;
        for (int at = 0; at < marked.length(); at++) {
            char next = marked.charAt(at);
            if (next == BEGIN.charAt(0)) {
                begun = text.length();
            } else if (next != END.charAt(0)) {
                text.append(next);
            } else if (begun >= 0 && begun < text.length()) {
                matches.add(new Span(begun, Math.min(text.length(), begun + MAX_LENGTH)));
                begun = -1;
            }
        }
    }

    /// The passages with the most different matches, in the order of the text, matches in `<em>…</em>`, each of
    /// [#MAX_LENGTH] characters at most, tags aside.
    static List<String> passages(String marked) {
        Highlights highlights = new Highlights(marked);
        return highlights.groups().stream()
                .sorted(Comparator.comparingInt(Group::different).reversed().thenComparing(Group::start))
                .limit(MAX_PASSAGES)
                .sorted(Comparator.comparing(Group::start))
                .map(highlights::passage)
                .toList();
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (int first = 0; first < matches.size(); ) {
            int behind = first + 1;
            while (behind < matches.size() && matches.get(behind).end() - matches.get(first).start() <= MAX_LENGTH) {
                behind++;
            }
            List<Span> spans = matches.subList(first, behind);
            groups.add(new Group(spans, different(spans)));
            first = behind;
        }
        return groups;
    }

    private int different(List<Span> spans) {
        Set<String> words = new HashSet<>();
        spans.forEach(span -> words.add(text.substring(span.start(), span.end()).toLowerCase(Locale.ROOT)));
        return words.size();
    }

    private String passage(Group group) {
        int room = MAX_LENGTH - (group.end() - group.start());
        int start = start(group.start(), Math.max(0, group.start() - room / 2));
        int end = end(group.end(), Math.min(text.length(), start + MAX_LENGTH));
        StringBuilder passage = new StringBuilder();
        int at = start;
        for (Span match : group.spans()) {
            passage.append(text, at, match.start())
                    .append("<em>")
                    .append(text, match.start(), match.end())
                    .append("</em>");
            at = match.end();
        }
        return passage.append(text, at, end).toString().strip();
    }

    /// The last place before the match, from the earliest one on, where a sentence begins; else the first where a word
    /// does; in a script without spaces the earliest.
    private int start(int match, int earliest) {
        if (earliest == 0) {
            return 0;
        }
        int word = wholeCharacter(earliest);
        for (int at = match; at > earliest; at--) {
            char before = text.charAt(at - 1);
            if (Character.isWhitespace(before)) {
                word = at;
                if (before == '\n' || at > 1 && ".!?".indexOf(text.charAt(at - 2)) >= 0) {
                    return at;
                }
            }
        }
        return word;
    }

    /// The last place behind the match, up to the latest one, where a word ends; in a script without spaces the latest.
    private int end(int match, int latest) {
        if (latest == text.length()) {
            return latest;
        }
        for (int at = latest; at > match; at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return match == latest ? latest : wholeCharacter(latest - 1);
    }

    /// That place, or the one behind it where it would cut a character of two code units.
    private int wholeCharacter(int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }
}
