package engram.embedding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Prints how many chunks of 200 tokens a second are embedded, on one session and on two, and what a start costs.
///
/// Arguments: model directory (`target/model`), model name, chunks a round. Needs `ORT_DISABLE_TELEMETRY=1`.
final class EmbeddingBenchmark {

    private static final int ROUNDS = 3;
    private static final int TOKENS = 200;
    private static final String[] WORDS =
            "the index keeps every document that a bucket holds and answers within seconds of each change".split(" ");

    private EmbeddingBenchmark() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments.length > 0 ? arguments[0] : "target/model");
        String model = arguments.length > 1 ? arguments[1] : EmbeddingSettings.DEFAULT_MODEL;
        int chunks = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 60;
        for (int sessions : new int[] {1, 2}) {
            run(new EmbeddingSettings(directory, model, sessions), chunks(chunks));
        }
    }

    private static void run(EmbeddingSettings settings, List<String> chunks) {
        long begin = System.nanoTime();
        try (OnnxEmbedder embedder = OnnxEmbedder.open(settings)) {
            print("%s, %d sessions: open %.0f ms", settings.model(), settings.sessions(), millis(begin));
            begin = System.nanoTime();
            embedder.embedQuery("first question");
            print("  first question %.1f ms", millis(begin));
            for (int round = 0; round < ROUNDS; round++) {
                begin = System.nanoTime();
                embedder.embedPassages(chunks);
                print("  %.1f chunks/s", chunks.size() / millis(begin) * 1000);
            }
            begin = System.nanoTime();
            int questions = 100;
            for (int i = 0; i < questions; i++) {
                embedder.embedQuery("how soon does a change show in an answer");
            }
            print("  question %.2f ms", millis(begin) / questions);
            begin = System.nanoTime();
            long tokens = chunks.stream().mapToLong(embedder.tokenizer()::count).sum();
            print("  counting a chunk's tokens %.1f us (%d tokens)",
                    millis(begin) * 1000 / chunks.size(), tokens / chunks.size());
        }
    }

    private static List<String> chunks(int count) {
        Random random = new Random(7);
        List<String> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            StringBuilder chunk = new StringBuilder();
            for (int word = 0; word < TOKENS; word++) {
                chunk.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            chunks.add(chunk.toString());
        }
        return chunks;
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
