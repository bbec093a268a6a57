package engram.local.cli.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Markdown that a seed determines: headings and paragraphs of sentences of made-up words, some far more frequent than others
/// as in any language.
public final class GeneratedPages {

    private static final int WORDS = 4000;
    private static final String[] SYLLABLES = {
        "ka", "lo", "mi", "ren", "tu", "vas", "po", "ner", "shi", "dal", "gor", "fe", "lin", "bra", "quo", "ster", "ma", "ti", "on", "el"
    };

    private final Random random;
    private final String[] words = new String[WORDS];

    public GeneratedPages(long seed) {
        this.random = new Random(seed);
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int n = 1 + random.nextInt(3); n >= 0; n--) {
                word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            words[i] = word.toString();
        }
    }

    /// Writes pages of a few sections each.
    public void write(Path folder, int pages) throws IOException {
        for (int i = 0; i < pages; i++) {
            Files.writeString(folder.resolve("page-%05d.md".formatted(i)), page(2 + random.nextInt(6)));
        }
    }

    private String page(int sections) {
        StringBuilder page = new StringBuilder("# ").append(sentence(4)).append("\n\n");
        for (int i = 0; i < sections; i++) {
            page.append("## ").append(sentence(3)).append("\n\n");
            paragraphs(2 + random.nextInt(5)).forEach(paragraph -> page.append(paragraph).append("\n\n"));
        }
        return page.toString();
    }

    /// Paragraphs of some 25 to 60 words, which have three tokens each.
    public List<String> paragraphs(int number) {
        List<String> paragraphs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            StringBuilder paragraph = new StringBuilder();
            for (int n = 3 + random.nextInt(3); n > 0; n--) {
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(sentence(7 + random.nextInt(7)));
            }
            paragraphs.add(paragraph.toString());
        }
        return paragraphs;
    }

    /// A question of words that the pages are likely to hold.
    public String question() {
        return sentence(5 + random.nextInt(5));
    }

    private String sentence(int length) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < length; i++) {
            String word = words[(int) (WORDS * Math.pow(random.nextDouble(), 3))];
            sentence.append(i == 0 ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : " " + word);
        }
        return sentence.append('.').toString();
    }
}
