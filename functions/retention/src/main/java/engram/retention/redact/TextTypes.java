package engram.retention.redact;

import engram.domain.ObjectState;
import engram.domain.SourcePath;
import java.util.Locale;
import java.util.Set;

/// Which objects are text that may be rewritten character by character.
final class TextTypes {

    private static final Set<String> TYPES = Set.of(
            "application/json", "application/ld+json", "application/x-ndjson", "application/xml", "application/xhtml+xml",
            "application/yaml", "application/x-yaml", "application/toml", "application/javascript", "application/sql");
    private static final Set<String> UNKNOWN = Set.of("application/octet-stream", "binary/octet-stream");
    private static final Set<String> EXTENSIONS = Set.of(
            "md", "markdown", "txt", "text", "log", "csv", "tsv", "html", "htm", "xml", "json", "jsonl", "ndjson", "yaml", "yml", "toml", "adoc",
            "asciidoc", "rst");
    private static final Set<String> JSON_EXTENSIONS = Set.of("json", "jsonl", "ndjson");

    private TextTypes() {}

    static boolean isText(SourcePath path, ObjectState state) {
        String type = type(state);
        // A calendar or a mail may hold encoded parts, in which nothing would be found.
        return type.startsWith("text/") && !type.equals("text/rtf")
                || TYPES.contains(type)
                || UNKNOWN.contains(type) && EXTENSIONS.contains(extension(path));
    }

    /// Whether a number may stand there without quotes.
    static boolean isJson(SourcePath path, ObjectState state) {
        return type(state).contains("json") || JSON_EXTENSIONS.contains(extension(path));
    }

    private static String type(ObjectState state) {
        return state.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String extension(SourcePath path) {
        String name = path.fileName();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
