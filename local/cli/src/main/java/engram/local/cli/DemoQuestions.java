package engram.local.cli;

import engram.local.cli.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the demonstration asks.
final class DemoQuestions {

    /// About this repository's own documents.
    static final List<String> OWN = List.of(
            "What becomes of a document when the process that indexes it is killed?",
            "How is a hit kept from showing text that was deleted?",
            "Where does the local system keep its data?");

    private static final int MOST = 3;
    private static final int READ = 1 << 18;
    private static final Pattern HEADING =
            Pattern.compile("(?m)^#{1,4} +(.+?) *#*$|<h[1-4][^>]*>([^<]{3,})</h[1-4]>|^title: *[\"']?([^\"'\\n]+)");
    private static final Pattern SIGNS = Pattern.compile("[`*_\\[\\]{}<>#|]|\\([^)]*\\)");

    private DemoQuestions() {}

    /// About any documents: what some of their headings speak of, spread over the files. A file without headings asks with its
    /// first words.
    static List<String> about(List<Source> sources) throws IOException {
        Set<String> questions = new LinkedHashSet<>();
        int step = Math.max(1, sources.size() / (4 * MOST));
        for (int at = step / 2; at < sources.size() && questions.size() < MOST; at += step) {
            question(sources.get(at)).ifPresent(questions::add);
        }
        return List.copyOf(questions);
    }

    private static Optional<String> question(Source source) throws IOException {
        String text = beginning(source);
        List<String> headings = headings(text);
        Optional<String> telling = headings.stream().filter(heading -> words(heading) >= 3 && words(heading) <= 12).reduce((_, last) -> last);
        return telling.or(() -> headings.stream().findFirst()).or(() -> firstWords(text));
    }

    private static String beginning(Source source) throws IOException {
        try (var in = Files.newInputStream(source.file())) {
            String text = new String(in.readNBytes(READ), StandardCharsets.UTF_8);
            return text.indexOf('\0') >= 0 ? "" : text;
        }
    }

    static List<String> headings(String text) {
        List<String> headings = new ArrayList<>();
        Matcher matcher = HEADING.matcher(text);
        while (matcher.find()) {
            String heading = matcher.group(1) != null ? matcher.group(1) : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            String clean = SIGNS.matcher(heading).replaceAll(" ").replaceAll("\\s+", " ").strip();
            if (!clean.isEmpty()) {
                headings.add(clean);
            }
        }
        return headings;
    }

    private static Optional<String> firstWords(String text) {
        Collection<String> words = List.of(SIGNS.matcher(text).replaceAll(" ").strip().split("\\s+"));
        String first = String.join(" ", words.stream().limit(8).toList());
        return Optional.of(first).filter(some -> !some.isBlank());
    }

    private static int words(String text) {
        return text.split("\\s+").length;
    }
}
