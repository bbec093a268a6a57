package engram.ingest.extract.office;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the header of an RTF file ends: its control words and tables, and with them all that is no text.
final class RtfHeader {

    private static final Pattern WORD = Pattern.compile("\\\\(?!(?:u|bin)-?\\d)[a-zA-Z]{1,32}-?\\d{0,10} ?|[\\r\\n\\t ]+");
    private static final Pattern TABLE = Pattern.compile("\\{\\s{0,9}\\\\(?:\\*|fonttbl|filetbl|colortbl|stylesheet|stylesheets|listtable"
            + "|listoverridetable|revtbl|rsidtbl|pgdsctbl|info|generator|userprops|latentstyles|xmlnstbl|upr|mmathPr|themedata"
            + "|colorschememapping|datastore)(?![a-zA-Z])");

    private RtfHeader() {}

    /// Where text may begin; the end of the file if it has none.
    ///
    /// @param from behind the opening brace of the file
    static int end(byte[] bytes, int from) {
        String file = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher word = WORD.matcher(file);
        Matcher table = TABLE.matcher(file);
        int at = from;
        while (at < file.length()) {
            if (word.region(at, file.length()).lookingAt()) {
                at = word.end();
            } else if (table.region(at, file.length()).lookingAt()) {
                at = endOfGroup(file, at);
            } else {
                return at;
            }
        }
        return file.length();
    }

    private static int endOfGroup(String file, int from) {
        int depth = 0;
        for (int at = from; at < file.length(); at++) {
            switch (file.charAt(at)) {
                case '\\' -> at++;
                case '{' -> depth++;
                case '}' -> {
                    if (--depth == 0) {
                        return at + 1;
                    }
                }
                default -> {}
            }
        }
        return file.length();
    }
}
