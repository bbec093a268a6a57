package engram.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A generated document of some text format, with words planted wherever the format has a place for them. The same one
/// for the same seed.
public final class Planted {

    /// How a document is written in a format.
    @FunctionalInterface
    public interface Format {
        String write(Planted document);
    }

    /// By file name ending.
    private static final Map<String, Format> FORMATS = formats();

    /// How a document is written in a binary format, or in many parts.
    @FunctionalInterface
    public interface BinaryFormat {
        byte[] write(Planted document);
    }

    /// By file name ending.
    private static final Map<String, BinaryFormat> BINARY_FORMATS = Map.of(
            "docx", PlantedWord::write,
            "pptx", PlantedSheets::slides,
            "xlsx", PlantedSheets::sheets,
            "odt", PlantedOpen::text,
            "epub", PlantedOpen::book,
            "rtf", PlantedPages::rtf,
            "pdf", PlantedPages::pdf,
            "eml", PlantedMail::write);

    /// Writes documents with this ending.
    ///
    /// @param binary whether it is of [#BINARY_FORMATS]
    public record Writer(String ending, boolean binary, BinaryFormat format) {
        public byte[] write(Planted document) {
            return format.write(document);
        }
    }

    /// All of both, in the same order each time.
    public static List<Writer> writers() {
        return Stream.concat(
                FORMATS.entrySet().stream().map(text -> new Writer(
                        text.getKey(), false, document -> text.getValue().write(document).getBytes(StandardCharsets.UTF_8))),
                BINARY_FORMATS.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(binary -> new Writer(binary.getKey(), true, binary.getValue())))
                .toList();
    }

    private final Random random;
    private final List<String> words = new ArrayList<>();

    public Planted(long seed) {
        this.random = new Random(seed);
    }

    public List<String> words() {
        return words;
    }

    /// A planted word.
    String at(String where) {
        String word = "planted" + where + words.size() + "q";
        words.add(word);
        return word;
    }

    String prose() {
        StringBuilder prose = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            prose.append(List.of("some ", "words ", "in ", "a ", "sentence. ", "Others ", "follow, ").get(random.nextInt(7)));
        }
        return prose.append(at("prose")).append('.').toString();
    }

    private static Map<String, Format> formats() {
        Map<String, Format> formats = new LinkedHashMap<>();
        formats.put("md", document -> "---\ntitle: " + document.at("front") + "\ntags: [" + document.at("tag") + "]\n---\n"
                + document.mixed(document.markdown()) + "\n\n[^1]: " + document.at("footnote") + "\n\nend " + document.at("last"));
        formats.put("html", document -> "<!DOCTYPE html><body>" + document.mixed(document.html()) + "<p>" + document.at("last"));
        formats.put("txt", document -> document.mixed(List.of(document::prose)) + "\n" + document.at("last"));
        formats.put("adoc", document -> "= " + document.at("title") + "\n:author: " + document.at("author") + "\n\n"
                + document.mixed(document.asciidoc()) + "\n\nfootnote:[" + document.at("footnote") + "] " + document.at("last"));
        formats.put("rst", document -> document.at("title") + "\n==========================\n\n:author: " + document.at("author")
                + "\n\n" + document.mixed(document.rst()) + "\n\n.. [1] " + document.at("footnote") + "\n\n" + document.at("last"));
        formats.put("csv", document -> document.rows(","));
        formats.put("tsv", document -> document.rows("\t"));
        formats.put("json", document -> "{\n" + document.mixed(List.of(() ->
                "\"" + document.at("name") + "\": [{\"x\": \"" + document.prose() + "\"}, \"" + document.at("value") + "\"],"))
                + "\"z\": \"" + document.at("last") + "\"}");
        formats.put("jsonl", document -> document.mixed(List.of(() -> "{\"a\": \"" + document.at("value") + "\"}")) + "\n[\""
                + document.at("last") + "\"]");
        formats.put("yaml", document -> "# " + document.at("comment") + "\n" + document.mixed(List.of(() ->
                document.at("name") + ":\n  - inner: " + document.at("value") + "\n  - |\n    " + document.prose()))
                + "\nz: " + document.at("last"));
        formats.put("xml", document -> "<?xml version=\"1.0\"?>\n<!-- " + document.at("comment") + " -->\n<root>"
                + document.mixed(List.of(() -> "<e a=\"" + document.at("attribute") + "\"><x>" + document.prose()
                        + "</x><![CDATA[<p>" + document.at("cdata") + "]]></e>")) + "</root><!-- " + document.at("last"));
        formats.put("java", document -> "/// " + document.at("comment") + "\n" + document.mixed(List.of(() ->
                "int " + document.at("code") + "() {\n    return \"" + document.at("text") + "\";\n}")) + "\n// " + document.at("last"));
        formats.put("ipynb", Planted::notebook);
        formats.put("eml", document -> "Subject: " + document.at("subject") + "\r\nFrom: " + document.at("from")
                + " <a@example.org>\r\nTo: b@example.org\r\nContent-Type: text/plain\r\n\r\n"
                + document.mixed(List.of(document::prose)) + "\r\n" + document.at("last"));
        return formats;
    }

    String mixed(List<Supplier<String>> parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 5 + random.nextInt(25); i > 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())).get()).append("\n\n");
        }
        return text.toString();
    }

    private List<Supplier<String>> markdown() {
        return List.of(
                this::prose,
                () -> "## " + at("heading"),
                () -> "| a | b |\n|---|---|\n| " + at("cell") + " | x |\n| y | " + at("cell") + " |",
                () -> "- " + at("item") + "\n  - " + at("inner") + "\n1. " + at("numbered"),
                () -> "```java\n" + at("code") + "\n```",
                () -> "[" + at("link") + "](https://example.org) ![" + at("alt") + "](a.png)",
                () -> "> " + at("quote"));
    }

    private List<Supplier<String>> html() {
        return List.of(
                () -> "<p>" + prose(),
                () -> "<h2>" + at("heading") + "</h2>",
                () -> "<table><caption>" + at("caption") + "<tr><th>" + at("head") + "<tr><td>" + at("cell") + "</table>",
                () -> "<ul><li>" + at("item") + "<ul><li>" + at("inner") + "</ul></ul><dl><dt>" + at("term") + "<dd>"
                        + at("definition") + "</dl>",
                () -> "<pre><code>" + at("code") + "</code></pre>",
                () -> "<p><a href=x>" + at("link") + "</a><img src=a.png alt='" + at("alt") + "'>",
                () -> "<aside><small>" + at("footnote") + "</small></aside><blockquote>" + at("quote") + "</blockquote>");
    }

    private List<Supplier<String>> asciidoc() {
        return List.of(
                this::prose,
                () -> "== " + at("heading"),
                () -> "|===\n|a |b\n\n|" + at("cell") + "\n|x\n|===",
                () -> "* " + at("item") + "\n** " + at("inner") + "\n. " + at("numbered") + "\n\nterm:: " + at("definition"),
                () -> "[source,java]\n----\n" + at("code") + "\n----",
                () -> "https://example.org[" + at("link") + "] image::a.png[" + at("alt") + "]",
                () -> "[NOTE]\n====\n" + at("note") + "\n====\n\n____\n" + at("quote") + "\n____",
                () -> "----\nnever closed? " + at("code") + "\n----");
    }

    private List<Supplier<String>> rst() {
        return List.of(
                this::prose,
                () -> at("heading") + "\n--------------------------",
                () -> "+---+---+\n| " + at("cell") + " | b |\n+===+===+\n| x | " + at("cell") + " |\n+---+---+",
                () -> "=====  =====\na      b\n=====  =====\n" + at("cell") + "  x\ny  " + at("cell") + "\n=====  =====",
                () -> "- " + at("item") + "\n\n  - " + at("inner") + "\n\n1. " + at("numbered"),
                () -> ".. code-block:: java\n\n   " + at("code") + "\n\n     " + at("code"),
                () -> "As here::\n\n    " + at("literal"),
                () -> "`" + at("link") + " <https://example.org>`_\n\n.. image:: a.png\n   :alt: " + at("alt"),
                () -> "========\n" + at("over") + "\n========");
    }

    private String rows(String separator) {
        return at("column") + separator + "b\n" + mixed(List.of(
                () -> at("cell") + separator + "\"" + at("quoted") + " \"\"\n" + at("second") + "\"\n" + "x" + separator + prose()))
                .replace("\n\n", "\n") + "z" + separator + at("last");
    }

    private String notebook() {
        String cells = mixed(List.of(
                () -> "{\"cell_type\": \"markdown\", \"source\": [\"# " + at("heading") + "\\n\", \"" + prose() + "\"]},",
                () -> "{\"cell_type\": \"code\", \"source\": \"x = 1 # " + at("code") + "\", \"outputs\": [{\"output_type\":"
                        + " \"stream\", \"text\": [\"" + at("output") + "\"]}, {\"output_type\": \"execute_result\", \"data\":"
                        + " {\"text/plain\": [\"" + at("result") + "\"]}}]},",
                () -> "{\"cell_type\": \"raw\", \"source\": \"" + at("raw") + "\"},"));
        return "{\"nbformat\": 4, \"metadata\": {\"kernelspec\": {\"language\": \"python\"}}, \"cells\": [" + cells
                + "{\"cell_type\": \"markdown\", \"source\": \"" + at("last") + "\"}]}";
    }
}
