package engram.local.chaos.load;

import engram.local.chaos.compare.Planted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/// What a document says.
///
/// @param paragraphs each with a planted word
/// @param revision   goes into the object's metadata
record Content(String title, List<String> paragraphs, String revision) {

    private static final List<String> VOCABULARY = List.of("""
            harbour lantern gravel orchard copper ledger thunder meadow saddle violin anchor barley candle dagger ember
            falcon garden hammer island jacket kettle ladder magnet needle oyster pepper quarry ribbon saffron tunnel
            umbrella valley walnut yarrow zephyr basket cellar drawer engine feather glacier horizon ivory jungle kernel
            the of and under behind with without slowly quickly before after near again never often across beyond every
            carries holds turns keeps finds leaves sends builds opens closes mends paints counts reads follows measures""".split("\\s+"));
    private static final int SECTION = 5;

    Content {
        paragraphs = List.copyOf(paragraphs);
    }

    static Content fresh(SplittableRandom random, LongSupplier numbers) {
        int many = random.nextInt(10) == 0 ? random.nextInt(20, 45) : random.nextInt(1, 10);
        List<String> paragraphs = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            paragraphs.add(paragraph(random, numbers));
        }
        return new Content(words(random, 3), paragraphs, "r" + numbers.getAsLong());
    }

    private static String paragraph(SplittableRandom random, LongSupplier numbers) {
        return words(random, random.nextInt(5, 25)) + " " + Planted.word(numbers.getAsLong()) + " " + words(random, random.nextInt(5, 25)) + ".";
    }

    private static String words(SplittableRandom random, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(VOCABULARY.get(random.nextInt(VOCABULARY.size())));
        }
        return String.join(" ", words);
    }

    /// With one paragraph other than before, put in, or taken out.
    Content withOneEdit(SplittableRandom random, LongSupplier numbers) {
        List<String> edited = new ArrayList<>(paragraphs);
        int at = random.nextInt(edited.size());
        switch (random.nextInt(4)) {
            case 0 -> edited.add(at, paragraph(random, numbers));
            case 1 -> {
                edited.remove(at);
                if (edited.isEmpty()) {
                    edited.add(paragraph(random, numbers));
                }
            }
            default -> edited.set(at, paragraph(random, numbers));
        }
        return new Content(title, edited, revision);
    }

    Content withOtherMetadata(LongSupplier numbers) {
        return new Content(title, paragraphs, "r" + numbers.getAsLong());
    }

    Set<String> words() {
        var words = new LinkedHashSet<String>();
        paragraphs.forEach(paragraph -> words.addAll(Planted.in(paragraph)));
        return words;
    }

    /// As a file of that name would hold it.
    byte[] bytes(String path) {
        boolean html = path.endsWith(".html");
        var text = new StringBuilder(html ? "<html><head><title>" + title + "</title></head><body>\n" : "# " + title + "\n");
        for (int i = 0; i < paragraphs.size(); i++) {
            if (i > 0 && i % SECTION == 0) {
                text.append(html ? "<h2>Part " + i + "</h2>\n" : "\n## Part " + i + "\n");
            }
            text.append(html ? "<p>" + paragraphs.get(i) + "</p>\n" : "\n" + paragraphs.get(i) + "\n");
        }
        return text.append(html ? "</body></html>\n" : "").toString().getBytes(StandardCharsets.UTF_8);
    }

    static String contentType(String path) {
        return path.endsWith(".html") ? "text/html" : path.endsWith(".txt") ? "text/plain" : "text/markdown";
    }
}
