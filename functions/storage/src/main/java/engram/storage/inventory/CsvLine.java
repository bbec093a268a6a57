package engram.storage.inventory;

import java.util.ArrayList;
import java.util.List;

/// A line of comma-separated values, as S3 writes them: in quotation marks, doubled inside of them; without any works too.
final class CsvLine {

    private final String line;
    private int at;

    private CsvLine(String line) {
        this.line = line;
    }

    /// @throws IllegalArgumentException if a quotation mark has no other one
    static List<String> fields(String line) {
        CsvLine rest = new CsvLine(line);
        List<String> fields = new ArrayList<>();
        fields.add(rest.field());
        while (rest.at < line.length()) {
            rest.at++;
            fields.add(rest.field());
        }
        return fields;
    }

    /// Ends at a comma or behind the line.
    private String field() {
        if (at < line.length() && line.charAt(at) == '"') {
            return quoted();
        }
        int from = at;
        int comma = line.indexOf(',', at);
        at = comma < 0 ? line.length() : comma;
        return line.substring(from, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (true) {
            int mark = line.indexOf('"', at);
            if (mark < 0) {
                throw new IllegalArgumentException("a quotation mark is not closed");
            }
            field.append(line, at, mark);
            at = mark + 1;
            if (at == line.length() || line.charAt(at) == ',') {
                return field.toString();
            }
            if (line.charAt(at) != '"') {
                throw new IllegalArgumentException("there is something between a quotation mark and the next comma");
            }
            field.append('"');
            at++;
        }
    }
}
