package engram.local.cli.measure;

import engram.domain.Embedding;
import engram.domain.TextTooLong;
import engram.embedding.EmbeddingSettings;
import engram.embedding.OnnxEmbedder;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a figure of the system is compared with: the same model over the same texts, or the same request to the index, with
/// nothing around it. Runs in a process of its own from the function's package, and prints seconds.
///
/// Arguments: `passages MODEL_DIRECTORY THREADS`, or `questions MODEL_DIRECTORY THREADS INDEX_URL WORKSPACE`. Standard input: a number of
/// texts, then for each the length of its UTF-8 and the bytes.
final class BareLoop {

    private static final int AT_ONCE = 64;
    private static final int WARM_UP = 32;

    private BareLoop() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> texts = read(new DataInputStream(System.in));
        EmbeddingSettings settings =
                new EmbeddingSettings(Path.of(arguments[1]), EmbeddingSettings.DEFAULT_MODEL, Integer.parseInt(arguments[2]));
        try (OnnxEmbedder model = OnnxEmbedder.open(settings)) {
            switch (arguments[0]) {
                case "passages" -> System.out.println(passages(model, texts));
                case "questions" -> new BareSearch(model, URI.create(arguments[3]), arguments[4]).run(texts).forEach(System.out::println);
                default -> throw new IllegalArgumentException("passages or questions, got " + arguments[0]);
            }
        }
    }

    private static List<String> read(DataInputStream in) throws IOException {
        int number = in.readInt();
        List<String> texts = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static double passages(OnnxEmbedder model, List<String> texts) {
        List<String> fitting = texts.stream().map(text -> fitting(model, text)).toList();
        model.embedPassages(fitting.subList(0, Math.min(WARM_UP, fitting.size())));
        long started = System.nanoTime();
        for (int from = 0; from < fitting.size(); from += AT_ONCE) {
            model.embedPassages(fitting.subList(from, Math.min(from + AT_ONCE, fitting.size())));
        }
        return (System.nanoTime() - started) / 1e9;
    }

    /// Without lines from the front, should title and headings make it longer than the model reads.
    private static String fitting(OnnxEmbedder model, String text) {
        String left = text;
        while (model.tokenizer().count(left) > model.tokenizer().maxTokens() && left.indexOf('\n') >= 0) {
            left = left.substring(left.indexOf('\n') + 1);
        }
        return left;
    }

    /// A question embedded and both arms asked of the index in one request, as the function does it.
    private record BareSearch(OnnxEmbedder model, URI index, String workspace) {

        List<Double> run(List<String> questions) throws IOException, InterruptedException {
            List<Double> seconds = new ArrayList<>();
            try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                for (String question : questions) {
                    long started = System.nanoTime();
                    ask(http, question);
                    seconds.add((System.nanoTime() - started) / 1e9);
                }
            }
            return seconds;
        }

        private void ask(HttpClient http, String question) throws IOException, InterruptedException {
            String body = "{}\n" + arm(nearest(model.embedQuery(question)), question) + "\n{}\n" + arm(holding(question), question) + "\n";
            HttpRequest request = HttpRequest.newBuilder(URI.create(index + "/_msearch"))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || answer.body().contains("\"error\"")) {
                throw new IOException("OpenSearch answered " + answer.statusCode() + " to the bare request");
            }
        }

        private static String arm(String query, String question) {
            return "{\"size\":100,\"version\":true,\"track_total_hits\":false,\"query\":" + query
                    + ",\"_source\":{\"includes\":[\"sourcePath\",\"slot\",\"hash\",\"title\",\"headings\",\"text\",\"contentType\"]}"
                    + ",\"highlight\":{\"type\":\"unified\",\"pre_tags\":[\"<em>\"],\"post_tags\":[\"</em>\"],\"number_of_fragments\":0,"
                    + "\"highlight_query\":" + matching(question) + ",\"fields\":{\"text\":{}}}}";
        }

        private String nearest(Embedding embedding) {
            StringBuilder vector = new StringBuilder();
            for (float value : embedding.values()) {
                vector.append(vector.isEmpty() ? "" : ",").append(value);
            }
            return "{\"knn\":{\"embedding\":{\"vector\":[" + vector + "],\"k\":100,\"filter\":{\"bool\":{\"filter\":[" + ofWorkspace() + "]}}}}}";
        }

        private String holding(String question) {
            return "{\"bool\":{\"must\":[" + matching(question) + "],\"filter\":[" + ofWorkspace() + "]}}";
        }

        private String ofWorkspace() {
            return "{\"term\":{\"workspace\":{\"value\":\"" + workspace + "\"}}},{\"match_all\":{}}";
        }

        /// The questions are made of letters, digits, blanks and full stops, so nothing in them needs escaping.
        private static String matching(String question) {
            return "{\"multi_match\":{\"query\":\"" + question + "\",\"fields\":[\"title\",\"headings\",\"text\"],"
                    + "\"type\":\"best_fields\",\"tie_breaker\":0.5}}";
        }
    }
}
