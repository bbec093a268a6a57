package engram.local.cli.measure;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.remote.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// A collection in the layout of BEIR: `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and
/// `qrels/test.tsv` (query, document, grade, under a heading).
///
/// @param questions texts by id, those that have a relevant document
/// @param grades    by question, then by document
public record JudgedCollection(Path folder, Map<String, String> questions, Map<String, Map<String, Integer>> grades) {

    private static final Path CORPUS = Path.of("corpus.jsonl");
    private static final Path QUERIES = Path.of("queries.jsonl");
    private static final Path JUDGEMENTS = Path.of("qrels", "test.tsv");

    /// @param title empty if it has none
    public record Document(String id, String title, String text) {}

    @FunctionalInterface
    public interface DocumentUser {
        void accept(Document document) throws IOException;
    }

    /// @throws IOException that names the file and line that is not as it should be
    public static JudgedCollection open(Path folder) throws IOException {
        for (Path file : new Path[] {CORPUS, QUERIES, JUDGEMENTS}) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw new IOException(folder.resolve(file) + " does not exist; a collection in BEIR layout has "
                        + CORPUS + ", " + QUERIES + " and " + JUDGEMENTS);
            }
        }
        Map<String, Map<String, Integer>> grades = judgements(folder.resolve(JUDGEMENTS));
        grades.values().removeIf(byDocument -> byDocument.values().stream().noneMatch(grade -> grade > 0));
        Map<String, String> questions = new LinkedHashMap<>();
        eachLine(folder.resolve(QUERIES), json -> {
            String id = text(json, "_id");
            if (grades.containsKey(id)) {
                questions.put(id, text(json, "text"));
            }
        });
        if (questions.isEmpty()) {
            throw new IOException("no question of " + folder.resolve(QUERIES) + " has a relevant document in " + folder.resolve(JUDGEMENTS));
        }
        return new JudgedCollection(folder, questions, grades);
    }

    /// Reads the corpus, one document after the other.
    public void documents(DocumentUser user) throws IOException {
        eachLine(folder.resolve(CORPUS), json -> user.accept(new Document(text(json, "_id"), json.path("title").asText(""), text(json, "text"))));
    }

    private static Map<String, Map<String, Integer>> judgements(Path file) throws IOException {
        Map<String, Map<String, Integer>> grades = new TreeMap<>();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (number++ > 0 && !line.isBlank()) {
                    judgement(file, number, line.split("\t"), grades);
                }
            }
        }
        return grades;
    }

    private static void judgement(Path file, int number, String[] fields, Map<String, Map<String, Integer>> grades) throws IOException {
        try {
            grades.computeIfAbsent(fields[0], _ -> new TreeMap<>()).put(fields[1], Integer.parseInt(fields[2].strip()));
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException(file + ":" + number + ": expected query, document and grade between tabs", e);
        }
    }

    private interface LineUser {
        void accept(JsonNode json) throws IOException;
    }

    private static void eachLine(Path file, LineUser user) throws IOException {
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    user.accept(parsed(file, number, line));
                }
            }
        }
    }

    private static JsonNode parsed(Path file, int number, String line) throws IOException {
        try {
            return Json.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException(file + ":" + number + ": no JSON", e);
        }
    }

    private static String text(JsonNode json, String name) throws IOException {
        if (!json.has(name)) {
            throw new IOException("a line has no \"" + name + "\": " + json.toString().substring(0, Math.min(80, json.toString().length())));
        }
        return json.path(name).asText();
    }
}
