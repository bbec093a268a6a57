package engram.ingest.extract.pdf;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the dictionary of a PDF stream says of its data.
///
/// @param chains names of the filters, in the order in which they are undone; several chains, if it says so several times
/// @param early whether codes of LZW grow earlier than they had to
/// @param length of the data in the file; empty if it is said elsewhere or not at all
/// @param clear whether all filters are named here; what they are can be said elsewhere in the file
record StreamFilters(List<List<String>> chains, boolean early, OptionalInt length, boolean clear) {

    private static final int MOST = 64;
    // An array ends at the next bracket of any kind: else each of many that never end would be looked for up to the last byte.
    private static final Pattern FILTER = Pattern.compile("/Filter\\s*+(\\[[^\\[\\]]*+]|/[^\\s/<>\\[\\]()]+|\\d+\\s+\\d+\\s+R)");
    private static final Pattern NAME = Pattern.compile("/([^\\s/<>\\[\\]()]+)");
    private static final Pattern LATE = Pattern.compile("/EarlyChange\\s+0");
    private static final Pattern LENGTH = Pattern.compile("/Length\\s+(\\d{1,9})(?!\\d)(?!\\s+\\d+\\s+R)");
    private static final Pattern REFERENCE = Pattern.compile("\\d\\s+R");
    private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");
    private static final Pattern COMMENT = Pattern.compile("%[^\\r\\n]*");

    StreamFilters {
        chains = List.copyOf(chains);
    }

    /// @param before what stands before the data
    static StreamFilters of(String before) {
        // What looks like a comment may be in a string, and the other way round: both readings are told.
        String text = unescaped(before.indexOf('%') < 0
                ? before
                : before + '\n' + COMMENT.matcher(before).replaceAll(" "));
        Set<List<String>> chains = new LinkedHashSet<>();
        boolean clear = true;
        for (MatchResult filter : FILTER.matcher(text).results().limit(MOST).toList()) {
            chains.add(NAME.matcher(filter.group(1)).results().map(name -> name.group(1)).toList());
            clear &= !REFERENCE.matcher(filter.group(1)).find();
        }
        List<String> lengths = LENGTH.matcher(text).results().map(found -> found.group(1)).distinct().limit(2).toList();
        return new StreamFilters(
                List.copyOf(chains),
                !LATE.matcher(text).find(),
                lengths.size() == 1 ? OptionalInt.of(Integer.parseInt(lengths.getFirst())) : OptionalInt.empty(),
                clear && chains.size() < MOST && (!chains.isEmpty() || !text.contains("/Filter")));
    }

    private static String unescaped(String text) {
        return text.indexOf('#') < 0
                ? text
                : ESCAPE.matcher(text).replaceAll(hex ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    }
}
