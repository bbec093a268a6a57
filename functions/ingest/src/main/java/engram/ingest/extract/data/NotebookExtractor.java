package engram.ingest.extract.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Source;
import engram.ingest.extract.markup.MarkdownExtractor;
import java.util.List;
import java.util.Map;

/// Jupyter notebooks (nbformat 3 and 4): the text is a page of Markdown that is made of the cells, code and the text of its output in
/// fences. Pictures, and output that has no plain text, are left out.
final class NotebookExtractor implements Extractor {

    private static final int MAX_DEPTH = 100;

    private final ExtractionSettings settings;
    private final MarkdownExtractor markdown;
    private final JsonMapper json;

    NotebookExtractor(ExtractionSettings settings) {
        this.settings = settings;
        this.markdown = new MarkdownExtractor(settings);
        this.json = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
        json.getFactory().setStreamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(settings.maxBytes())
                .build());
    }

    @Override
    public Extracted extract(Source source) {
        String text = source.text();
        if (Texts.isBlank(text)) {
            return new Extracted(text, "", source.contentType(), Map.of(), List.of());
        }
        JsonNode notebook = parse(text);
        StringBuilder page = new StringBuilder();
        String language = notebook.at("/metadata/kernelspec/language").asText("");
        cells(notebook, language, page);
        notebook.path("worksheets").forEach(sheet -> cells(sheet, language, page));
        Extracted read = markdown.extract(Source.of(page.toString(), source.contentType()));
        String title = notebook.at("/metadata/title").asText("");
        return title.isBlank()
                ? read
                : new Extracted(read.text(), Texts.oneLine(Texts.clean(title), settings.maxTitle()), read.contentType(),
                        read.metadata(), read.blocks());
    }

    private JsonNode parse(String text) {
        try {
            JsonNode notebook = json.readTree(text);
            if (!notebook.has("cells") && !notebook.has("worksheets")) {
                throw new PermanentFailure(Reason.CORRUPT, "no notebook: it has no cells");
            }
            return notebook;
        } catch (StreamConstraintsException e) {
            // Which bound it was, the message alone says.
            throw e.getMessage().contains("nesting depth")
                    ? new PermanentFailure(Reason.TOO_DEEP, "JSON nested deeper than " + MAX_DEPTH, e)
                    : new PermanentFailure(Reason.CORRUPT, "no valid notebook: a name or number in it is too long", e);
        } catch (JsonProcessingException e) {
            throw new PermanentFailure(Reason.CORRUPT, "no valid JSON, or a name twice in one object", e);
        }
    }

    private static void cells(JsonNode parent, String language, StringBuilder page) {
        for (JsonNode cell : parent.path("cells")) {
            String words = words(cell.has("source") ? cell.path("source") : cell.path("input"));
            switch (cell.path("cell_type").asText("")) {
                case "code" -> {
                    fence(language, words, page);
                    cell.path("outputs").forEach(output -> output(output, page));
                }
                case "heading" -> page.append("#".repeat(Math.clamp(cell.path("level").asInt(1), 1, 6)))
                        .append(' ').append(words).append("\n\n");
                default -> page.append(words).append("\n\n");
            }
        }
    }

    private static void output(JsonNode output, StringBuilder page) {
        fence("", words(output.path("text")), page);
        fence("", words(output.at("/data/text~1plain")), page);
        if (output.path("output_type").asText("").equals("error")) {
            fence("", output.path("ename").asText("") + ": " + output.path("evalue").asText(""), page);
        }
    }

    /// A fence is longer than any that the code holds.
    private static void fence(String language, String code, StringBuilder page) {
        if (!code.isBlank()) {
            int longest = 0;
            int run = 0;
            for (int i = 0; i < code.length(); i++) {
                run = code.charAt(i) == '`' ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
            String fence = "`".repeat(Math.max(3, longest + 1));
            page.append(fence).append(language.replaceAll("[^\\w+#-]", "")).append('\n').append(code)
                    .append(code.endsWith("\n") ? "" : "\n").append(fence).append("\n\n");
        }
    }

    /// A text, or a list of its lines.
    private static String words(JsonNode node) {
        if (!node.isArray()) {
            return node.asText("");
        }
        StringBuilder words = new StringBuilder();
        node.forEach(line -> words.append(line.asText("")));
        return words.toString();
    }
}
