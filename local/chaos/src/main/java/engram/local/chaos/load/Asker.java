package engram.local.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.chaos.compare.Planted;
import engram.local.chaos.compare.Web;
import engram.local.chaos.load.Author.Word;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Searches through the HTTP API, and judges every answer by what was ever written, and by what had settled when the
/// question was asked. Safe for use by several threads.
public final class Asker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MODES = List.of("lexical", "lexical", "hybrid", "semantic");
    private static final int HITS = 10;

    private final URI api;
    private final Author author;
    private final Changes changes;
    private final Health health;
    private final Web web = new Web(Duration.ofSeconds(40));
    private Cases wrong = Cases.NONE;
    private Cases failedHealthy = Cases.NONE;
    private long asked;
    private long failed;

    /// @param failed        that got no answer, or one that says so
    /// @param failedHealthy those of them that ran while all was healthy
    /// @param wrong         answers that should not have been
    public record Tally(long asked, long failed, Cases failedHealthy, Cases wrong) {
    }

    public Asker(URI api, Author author, Changes changes, Health health) {
        this.api = api;
        this.author = author;
        this.changes = changes;
        this.health = health;
    }

    /// One question.
    public void ask(SplittableRandom random) throws InterruptedException {
        List<Word> words = random.nextInt(5) == 0 ? author.past() : author.present();
        if (!words.isEmpty()) {
            ask(words.get(random.nextInt(words.size())), MODES.get(random.nextInt(MODES.size())));
        }
    }

    /// Asks for a word, in the workspace of its document.
    public void ask(Word word, String mode) throws InterruptedException {
        Map<String, Changes.Settled> before = changes.settled();
        boolean current = author.present().contains(word);
        long from = System.nanoTime();
        String why;
        try {
            HttpResponse<byte[]> answer = search(word, mode);
            if (answer.statusCode() == 200) {
                judge(word, mode, current, JSON.readTree(answer.body()).path("hits"), before);
                count(Optional.empty(), from);
                return;
            }
            why = answer.statusCode() + " " + JSON.readTree(answer.body()).path("code").asText();
        } catch (IOException e) {
            why = e.toString();
        }
        count(Optional.of(mode + ": " + why), from);
    }

    private HttpResponse<byte[]> search(Word word, String mode) throws IOException, InterruptedException {
        String workspace = workspace(word.path());
        byte[] body = JSON.writeValueAsBytes(Map.of("query", word.word(), "mode", mode, "k", HITS));
        return web.send("POST", URI.create(api + "/v1/workspaces/" + workspace + "/search"),
                Map.of("Content-Type", "application/json"), body);
    }

    private static String workspace(String path) {
        return path.substring(0, path.indexOf('/'));
    }

    private synchronized void count(Optional<String> failure, long from) {
        asked++;
        failure.ifPresent(why -> {
            failed++;
            if (health.throughout(from, System.nanoTime())) {
                failedHealthy = failedHealthy.plus(Instant.now() + " " + why);
            }
        });
    }

    private void judge(Word word, String mode, boolean current, JsonNode hits, Map<String, Changes.Settled> before) {
        boolean found = false;
        for (JsonNode hit : hits) {
            String path = hit.path("sourcePath").asText();
            var words = Planted.in(hit.path("text").asText());
            found |= path.equals(word.path()) && words.contains(word.word());
            if (!workspace(path).equals(workspace(word.path()))) {
                wrong(mode + ": a passage of another workspace: " + path);
            } else if (!author.everHeld(path, words)) {
                wrong(mode + ": a passage that " + path + " never held: " + words);
            } else if (unchanged(path, before, false)) {
                wrong(mode + ": a passage of " + path + " after its deletion had settled");
            }
        }
        if (!mode.equals("semantic") && unchanged(word.path(), before, true) && found != current) {
            wrong(mode + ": " + word.word() + (current ? " was not found, and " : " was found, and ") + word.path()
                    + (current ? " holds it" : " does not hold it any more"));
        }
    }

    /// Whether the document had settled, there or not, before the question, and was left alone since.
    private boolean unchanged(String path, Map<String, Changes.Settled> before, boolean exists) {
        Changes.Settled settled = before.get(path);
        return settled != null && settled.exists() == exists && changes.last(path) == settled.number();
    }

    private synchronized void wrong(String what) {
        wrong = wrong.plus(Instant.now() + " " + what);
    }

    public synchronized Tally tally() {
        return new Tally(asked, failed, failedHealthy, wrong);
    }

    @Override
    public void close() {
        web.close();
    }
}
