package engram.ingest.extract.markup;

import java.util.ArrayList;
import java.util.List;

/// What stands between the brackets of a YAML `[flow, list]`.
final class FlowList {

    private FlowList() {}

    /// The values, quotes kept; a comma in quotes separates nothing.
    static List<String> values(String inside) {
        List<String> values = new ArrayList<>();
        char quote = 0;
        int start = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && inside.substring(start, i).isBlank()) {
                quote = c;
            } else if (c == ',') {
                values.add(inside.substring(start, i));
                start = i + 1;
            }
        }
        values.add(inside.substring(start));
        return values;
    }
}
