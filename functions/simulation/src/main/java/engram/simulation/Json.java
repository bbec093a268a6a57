package engram.simulation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The lines that the simulation tells what it does with.
final class Json {

    private Json() {}

    static String progress(long lived, double seconds) {
        return String.format(Locale.ROOT, "{\"lived\":%d,\"seconds\":%.1f}", lived, seconds);
    }

    static String ended(long lived, double seconds) {
        return String.format(Locale.ROOT, "{\"ended\":true,\"lived\":%d,\"seconds\":%.1f}", lived, seconds);
    }

    static String failing(long number, long seed, Found found, boolean shrunk) {
        return String.format(Locale.ROOT,
                "{\"failing\":true,\"number\":%d,\"seed\":%d,\"invariant\":%s,\"message\":%s,\"shrunk\":%b,\"choices\":%s,\"steps\":%s}",
                number, seed, quoted(found.invariant().name()), quoted(found.message()), shrunk,
                quoted(Choices.text(found.choices())), array(found.steps()));
    }

    private static String array(List<String> lines) {
        return lines.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
