package engram.ingest.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Generated documents: the same ones for the same seed. Every part holds a planted word that occurs nowhere else.
final class Documents {

    private static final String[] SYLLABLES = {
        "ba", "con", "der", "el", "fi", "gor", "hu", "in", "jol", "ka", "lem", "mo", "nar", "os", "pri", "que", "ras",
        "sto", "tu", "ver", "wi", "xe", "yan", "zu"
    };

    private final Random random;
    private final List<String> planted = new ArrayList<>();

    Documents(long seed) {
        this.random = new Random(seed);
    }

    List<String> planted() {
        return planted;
    }

    String plant(String where) {
        String word = "planted" + where + planted.size() + "q";
        planted.add(word);
        return word;
    }

    String word() {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> SYLLABLES[random.nextInt(SYLLABLES.length)])
                .collect(Collectors.joining());
    }

    String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> word()).collect(Collectors.joining(" "));
    }

    String sentence() {
        String words = words(4 + random.nextInt(16));
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    String paragraph() {
        return IntStream.rangeClosed(0, random.nextInt(6)).mapToObj(i -> sentence()).collect(Collectors.joining(" "));
    }

    /// The blocks of a Markdown page, to be joined with blank lines.
    List<String> markdown(int count) {
        List<String> blocks = new ArrayList<>();
        blocks.add("---\ntitle: " + words(3) + "\nkeywords: [" + plant("front") + ", b]\n---");
        for (int i = 0; i < count; i++) {
            blocks.add(block());
        }
        blocks.add("The last line is " + plant("last"));
        return blocks;
    }

    private String block() {
        return switch (random.nextInt(12)) {
            case 0 -> "## " + words(2) + " " + plant("heading") + "\n\n" + paragraph();
            case 1 -> "### " + words(3) + "\n\n" + paragraph();
            case 2 -> lines(8, i -> "- " + sentence() + " " + plant("item"));
            case 3 -> "```java\n" + lines(20, i -> "int " + word() + i + " = " + i + ";") + "\n// " + plant("code") + "\n```";
            case 4 -> "| a | b |\n|---|---|\n"
                    + lines(12, i -> "| " + words(2) + " | " + plant("cell") + " |");
            case 5 -> "> " + sentence() + " " + plant("quote");
            case 6 -> "See [the " + plant("link") + "](https://example.org/a) and ![" + plant("alt") + "](b.png). "
                    + paragraph();
            case 7 -> random.nextInt(20) == 0 ? words(2_000) + " " + plant("long") : paragraph();
            default -> paragraph();
        };
    }

    private String lines(int most, java.util.function.IntFunction<String> line) {
        return IntStream.rangeClosed(0, random.nextInt(most)).mapToObj(line).collect(Collectors.joining("\n"));
    }

    /// The blocks of a page of HTML.
    List<String> html(int count) {
        List<String> blocks = new ArrayList<>();
        blocks.add("<!DOCTYPE html><title>" + words(3) + "</title><style>p { color: red }</style>");
        for (int i = 0; i < count; i++) {
            blocks.add(element());
        }
        blocks.add("<p>The last line is " + plant("last"));
        return blocks;
    }

    private String element() {
        return switch (random.nextInt(8)) {
            case 0 -> "<h" + (1 + random.nextInt(3)) + ">" + words(3) + " " + plant("heading") + "</h2><p>" + paragraph();
            case 1 -> "<ul>" + lines(8, i -> "<li>" + sentence() + plant("item")) + "</ul>";
            case 2 -> "<pre>" + lines(20, i -> word() + "(" + i + ")") + "\n" + plant("code") + "</pre>";
            case 3 -> "<table>" + lines(12, i -> "<tr><td>" + words(2) + "<td>" + plant("cell")) + "</table>";
            case 4 -> "<div><div>" + paragraph() + "<img alt='" + plant("alt") + "'></div></div>";
            case 5 -> "<p>" + paragraph() + " <a href=x>" + plant("link") + "</a>";
            default -> "<p>" + paragraph() + "</p>";
        };
    }
}
