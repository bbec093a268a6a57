package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.remote.Api;
import engram.local.cli.remote.Json;
import engram.local.cli.terminal.Progress;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many questions, a few at a time.
final class Questions implements AutoCloseable {

    private static final int AT_A_TIME = 4;
    private static final int PASSAGES = 100;
    private static final int MOST_CHARACTERS = 2000;
    private static final int FEWEST_WORDS = 20;
    private static final int TRIES = 8;

    private final Terminal terminal;
    private final Api api;
    private final String workspace;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory());
    private final Set<String> shortened = ConcurrentHashMap.newKeySet();

    Questions(Terminal terminal, Api api, String workspace) {
        this.terminal = terminal;
        this.api = api;
        this.workspace = workspace;
    }

    /// Source paths of the passages that were found, best first, by question.
    Map<String, List<String>> ask(String mode, Map<String, String> questions) throws IOException {
        Map<String, Future<List<String>>> asked = new LinkedHashMap<>();
        questions.forEach((id, text) -> asked.put(id, threads.submit(() -> sourcePaths(mode, text))));
        Map<String, List<String>> answers = new LinkedHashMap<>();
        try (Progress progress = new Progress(terminal)) {
            for (var question : asked.entrySet()) {
                answers.put(question.getKey(), question.getValue().get());
                progress.show(answers.size(), asked.size(), mode + ": " + answers.size() + " of " + asked.size() + " questions");
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return answers;
    }

    /// How many were longer than the API allows, and were asked by their beginning.
    int shortened() {
        return shortened.size();
    }

    private List<String> sourcePaths(String mode, String question) throws IOException, InterruptedException {
        String text = question.substring(0, Math.min(MOST_CHARACTERS, question.length()));
        for (int attempt = 1; ; ) {
            try {
                List<String> paths = new ArrayList<>();
                JsonNode answer = Json.read(api.search(workspace, text, mode, PASSAGES, Optional.empty()));
                answer.path("hits").forEach(hit -> paths.add(hit.path("sourcePath").asText()));
                if (text.length() < question.length()) {
                    shortened.add(question);
                }
                return paths;
            } catch (Api.Refused e) {
                if (e.passing() && attempt < TRIES) {
                    Thread.sleep(100L << attempt++);
                } else if (!e.passing() && text.split("\\s+").length > FEWEST_WORDS) {
                    text = beginning(text);
                } else {
                    throw e;
                }
            }
        }
    }

    /// Nine tenths of the words.
    private static String beginning(String text) {
        String[] words = text.split("\\s+");
        return String.join(" ", List.of(words).subList(0, words.length * 9 / 10));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
