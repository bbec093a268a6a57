package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Passage;
import engram.local.cli.terminal.Printable;
import engram.local.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// An answer of the search API, for people.
final class Answers {

    private static final Pattern MARKUP = Pattern.compile("\\A(?:#{1,6} .*\\R+)+|(?m)^```.*$");

    private final Terminal terminal;
    private final int linesPerHit;

    /// @param linesPerHit most lines of text that are shown of a passage
    Answers(Terminal terminal, int linesPerHit) {
        this.terminal = terminal;
        this.linesPerHit = linesPerHit;
    }

    /// Shows the first hits.
    void show(JsonNode answer, int most) {
        int rank = 0;
        for (JsonNode hit : answer.path("hits")) {
            if (++rank > most) {
                return;
            }
            terminal.line("%2d  %.3f  %s".formatted(rank, hit.path("score").asDouble(), terminal.bold(source(hit))));
            new Passage(terminal, "    ").lines(body(hit.path("text").asText()), texts(hit.path("highlights")), linesPerHit).forEach(terminal::line);
        }
        if (rank == 0) {
            terminal.line("Nothing found.");
        }
    }

    /// The text without the mark-up of headings that the source line shows already, and of code blocks.
    private static String body(String text) {
        String body = MARKUP.matcher(text).replaceAll("");
        return body.isBlank() ? text : body;
    }

    /// Source path, then the headings above the passage.
    private static String source(JsonNode hit) {
        List<String> path = new ArrayList<>(List.of(hit.path("sourcePath").asText()));
        path.addAll(texts(hit.path("headingPath")));
        String title = hit.path("title").asText();
        if (path.size() == 1 && !title.isEmpty()) {
            path.add(title);
        }
        return Printable.of(String.join(" › ", path));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static String summary(JsonNode answer) {
        return String.format(Locale.ROOT, "%s, %s, %d ms", Amounts.count(answer.path("hits").size(), "passage"), answer.path("mode").asText(), answer.path("took").asLong());
    }
}
