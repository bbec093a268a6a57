package engram.ingest.simulation;

import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.testing.InMemoryBucket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Texts of some paragraphs, each long enough to be a chunk; now and then blank, or no text at all.
final class Texts {

    private static final String[] WORDS = {"river", "engine", "ledger", "meadow", "signal", "harbour", "violet"};

    private Texts() {}

    /// A new text, or the present one with one paragraph changed, or the same again.
    static String next(RandomGenerator random, InMemoryBucket bucket, SourcePath path) {
        List<String> paragraphs = new ArrayList<>(present(bucket, path));
        switch (paragraphs.isEmpty() ? 0 : random.nextInt(6)) {
            case 0, 1 -> {
                paragraphs.clear();
                for (int i = random.nextInt(6); i > 0; i--) {
                    paragraphs.add(paragraph(random));
                }
            }
            case 2 -> paragraphs.set(random.nextInt(paragraphs.size()), paragraph(random));
            case 3 -> paragraphs.remove(random.nextInt(paragraphs.size()));
            case 4 -> paragraphs.add(random.nextInt(paragraphs.size() + 1), paragraph(random));
            default -> {}
        }
        return random.nextInt(15) == 0 ? "\0binary\0" : String.join("\n\n", paragraphs);
    }

    private static List<String> present(InMemoryBucket bucket, SourcePath path) {
        return bucket.find(path)
                .flatMap((ObjectState state) -> bucket.read(path, state))
                .map(bytes -> Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n\n")))
                .orElse(List.of());
    }

    private static String paragraph(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(i == 15 ? "." : " ");
        }
        return text.toString();
    }
}
