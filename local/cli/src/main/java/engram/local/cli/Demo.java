package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.remote.Api;
import engram.local.cli.remote.Bucket;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.source.ContentType;
import engram.local.cli.source.Source;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Terminal;
import engram.local.cli.terminal.Width;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The life of some documents, told while it happens.
final class Demo {

    static final String WORKSPACE = "demo";

    private static final List<String> MODES = List.of("semantic", "lexical", "hybrid");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration FOLLOWS_WITHIN = Duration.ofMinutes(1);
    private static final String NEWS = "The heron that keeps watch over this document roosts on the third pier of the old harbour.";
    private static final String QUESTION_ABOUT_NEWS = "Where does the heron roost?";

    private final Terminal terminal;
    private final Running running;
    private final Api api;
    private final Bucket bucket;
    private final IngestLog ingest;
    private final long started;

    /// @param started when the demonstration began, as [System#nanoTime] counts
    Demo(Terminal terminal, Running running, long started) {
        this.terminal = terminal;
        this.running = running;
        this.api = running.client();
        this.bucket = running.documents();
        this.ingest = new IngestLog(running.data());
        this.started = started;
    }

    void show(List<Source> sources, List<String> questions) throws IOException {
        Duration start = since(started);
        terminal.note("The whole system runs at " + running.api() + " after " + Amounts.time(start) + ".");
        Loading.Outcome loaded = load(sources);
        IngestLog.Work work = ingest.sinceLastLook();
        terminal.line(Amounts.count(loaded.indexed(), "document") + " in " + Amounts.count(work.chunks(), "chunk") + ", indexed in "
                + Amounts.time(loaded.took()) + " with " + Amounts.count(work.embedded(), "embedding") + ".");
        ask(questions);
        Source subject = subject(sources);
        Duration edit = edit(subject);
        Duration delete = delete(subject);
        summary(start, loaded, edit, delete);
    }

    private Loading.Outcome load(List<Source> sources) throws IOException {
        heading("Load " + Amounts.count(sources.size(), "file") + " into the bucket, workspace \"" + WORKSPACE + "\"");
        Loading loading = new Loading(terminal, running, WORKSPACE);
        Loading.Outcome loaded = loading.loadAndWait(sources, PATIENCE);
        loading.report(loaded, PATIENCE);
        if (loaded.indexed() == 0) {
            throw Failure.failed("none of the files could be indexed, so there is nothing to show");
        }
        return loaded;
    }

    private void ask(List<String> questions) throws IOException {
        Answers answers = new Answers(terminal, 3);
        for (String question : questions) {
            heading("Ask: " + question);
            for (String mode : MODES) {
                JsonNode answer = Json.read(api.search(WORKSPACE, question, mode, 10, Optional.empty()));
                terminal.line(mode + terminal.faint(" (" + answer.path("took").asLong() + " ms)"));
                answers.show(answer, mode.equals("hybrid") ? 2 : 1);
            }
        }
    }

    /// The document with the most chunks among those that text can be added to.
    private Source subject(List<Source> sources) throws IOException {
        List<Source> editable = sources.stream().filter(source -> isText(source.key())).toList();
        if (editable.isEmpty()) {
            throw Failure.failed("there is no Markdown, HTML or plain text among the files that the demonstration could edit");
        }
        Map<String, Integer> chunks = new HashMap<>();
        api.documents(WORKSPACE, Optional.of("INDEXED"), "", document ->
                chunks.put(document.path("sourcePath").asText(), document.path("chunks").asInt()));
        return editable.stream()
                .filter(source -> chunks.containsKey(source.key()))
                .max(Comparator.comparing(source -> chunks.get(source.key())))
                .orElseThrow(() -> Failure.failed("none of the files that the demonstration could edit was indexed"));
    }

    private static boolean isText(String key) {
        return List.of("text/markdown", "text/plain", "text/html").contains(ContentType.of(key));
    }

    private Duration edit(Source subject) throws IOException {
        heading("Edit " + subject.key() + ": add a sentence about a heron");
        ByteArrayOutputStream edited = new ByteArrayOutputStream();
        Files.copy(subject.file(), edited);
        edited.writeBytes(("\n\n" + (ContentType.of(subject.key()).equals("text/html") ? "<p>" + NEWS + "</p>" : NEWS) + "\n").getBytes(StandardCharsets.UTF_8));
        ingest.sinceLastLook();
        long put = System.nanoTime();
        bucket.put(subject.key(), edited.toByteArray(), ContentType.of(subject.key()));
        JsonNode answer = await("the edit", QUESTION_ABOUT_NEWS, subject, Demo::tellsTheNews);
        Duration took = since(put);
        terminal.line(QUESTION_ABOUT_NEWS);
        new Answers(terminal, 3).show(answer, 1);
        IngestLog.Work work = ingest.sinceLastLook();
        for (long end = System.nanoTime() + FOLLOWS_WITHIN.toNanos(); work.documents() == 0 && System.nanoTime() < end; work = ingest.sinceLastLook()) {
            pause();
        }
        wrapped("The answer followed " + Amounts.time(took) + " after the upload: " + Amounts.count(work.embedded(), "embedding") + " and "
                + Amounts.count(work.written(), "write") + " for a document of " + Amounts.count(work.chunks(), "chunk") + ".");
        return took;
    }

    private static boolean tellsTheNews(JsonNode answer) {
        return answer.path("hits").path(0).path("text").asText().replaceAll("\\s+", " ").contains(NEWS);
    }

    private Duration delete(Source subject) throws IOException {
        heading("Delete " + subject.key());
        long sent = System.nanoTime();
        bucket.delete(subject.key());
        JsonNode answer = await("the deletion", QUESTION_ABOUT_NEWS, subject, found -> found.path("hits").isEmpty());
        Duration took = since(sent);
        terminal.line("No passage of it is found any more " + Amounts.time(took) + " after the deletion (" + answer.path("hits").size() + " hits).");
        return took;
    }

    /// Asks about one document until the answer is as it should be.
    private JsonNode await(String what, String question, Source subject, Predicate<JsonNode> asItShouldBe) throws IOException {
        long end = System.nanoTime() + FOLLOWS_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            JsonNode answer = Json.read(api.search(WORKSPACE, question, "hybrid", 10, Optional.of(subject.key())));
            if (asItShouldBe.test(answer)) {
                return answer;
            }
            pause();
        }
        throw Failure.failed("the answer has not followed " + what + " of " + subject.key() + " within " + Amounts.time(FOLLOWS_WITHIN)
                + ". The end of the log of ingest:\n" + String.join("\n", new LogFile("", running.data().resolve("logs/ingest.log")).last(5)));
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        }
    }

    private void summary(Duration start, Loading.Outcome loaded, Duration edit, Duration delete) {
        heading("That was Engram");
        wrapped("Started in " + Amounts.time(start) + ", loaded " + Amounts.count(loaded.indexed(), "document") + " in "
                + Amounts.time(loaded.took()) + ", followed an edit in " + Amounts.time(edit) + " and a deletion in " + Amounts.time(delete)
                + "; " + Amounts.time(since(started)) + " in all.");
        wrapped("Nothing of it keeps running, and its folder is deleted. To go on:");
        terminal.line("");
        terminal.line("  local/engram up --detach             the same, to stay");
        terminal.line("  local/engram load PATH... --wait     your documents");
        terminal.line("  local/engram search \"a question\"     ask");
        terminal.line("  local/engram --help                  everything else");
    }

    private void wrapped(String text) {
        Width.wrap(text, terminal.width()).forEach(terminal::line);
    }

    private void heading(String text) {
        terminal.line("");
        terminal.line(terminal.bold("── " + text));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
