package engram.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What kind of file it is, by content, name and declaration together. The table is in docs/formats.md.
final class MediaTypes {

    static final String MARKDOWN = "text/markdown";
    static final String HTML = "text/html";
    static final String PLAIN = "text/plain";
    static final String ASCIIDOC = "text/asciidoc";
    static final String RST = "text/x-rst";
    static final String CSV = "text/csv";
    static final String TSV = "text/tab-separated-values";
    static final String JSON = "application/json";
    static final String YAML = "application/yaml";
    static final String XML = "application/xml";
    static final String NOTEBOOK = "application/x-ipynb+json";
    static final String SOURCE = "text/x-source";
    static final String MAIL = "message/rfc822";
    static final String PDF = "application/pdf";
    static final String RTF = "application/rtf";
    static final String OLE = "application/x-ole-storage";
    static final String ZIP = "application/zip";
    static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    static final String ODT = "application/vnd.oasis.opendocument.text";
    static final String ODS = "application/vnd.oasis.opendocument.spreadsheet";
    static final String ODP = "application/vnd.oasis.opendocument.presentation";
    static final String EPUB = "application/epub+zip";
    static final String BINARY = "application/octet-stream";

    private static final int SNIFFED = 1_024;

    /// Types that uploaders put on anything.
    private static final Set<String> NO_HINT =
            Set.of("", BINARY, "binary/octet-stream", "application/x-www-form-urlencoded", PLAIN);

    private static final Map<String, String> BY_EXTENSION = Extensions.table();

    private MediaTypes() {}

    /// Bytes that give a format away decide first, then whether it is text at all, then the name, then the declared
    /// type, then how the text begins. A file that is named after a binary format and begins like none is taken for a damaged one.
    static String detect(String fileName, String declared, byte[] bytes) {
        String magic = MagicNumbers.detect(bytes);
        String byName = BY_EXTENSION.get(extension(fileName));
        if (!magic.isEmpty()) {
            return magic.equals(ZIP) ? ZipTypes.of(bytes, byName) : magic;
        }
        if (isZipped(byName) || PDF.equals(byName)) {
            return byName;
        }
        if (!Binary.isText(bytes)) {
            return BINARY;
        }
        if (byName != null) {
            return byName;
        }
        return NO_HINT.contains(declared) ? byBeginning(bytes) : fromDeclared(declared);
    }

    /// Whether files of this type are ZIP files.
    static boolean isZipped(String type) {
        return DOCX.equals(type) || XLSX.equals(type) || PPTX.equals(type)
                || type != null && ZipTypes.OPEN_DOCUMENTS.contains(type);
    }

    private static String fromDeclared(String declared) {
        return switch (declared) {
            case "text/x-markdown" -> MARKDOWN;
            case "application/xhtml+xml" -> HTML;
            case "text/xml" -> XML;
            case "text/yaml", "text/x-yaml", "application/x-yaml" -> YAML;
            case "text/json", "application/x-ndjson", "application/jsonl" -> JSON;
            case "text/css", "text/javascript", "application/javascript", "application/toml" -> SOURCE;
            default -> declared.endsWith("+json") && !declared.equals(NOTEBOOK)
                    ? JSON
                    : declared.endsWith("+xml") ? XML : declared.startsWith("text/x-") && !declared.equals(RST) ? SOURCE : declared;
        };
    }

    private static String byBeginning(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, SNIFFED), StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .replaceFirst("^[^<]{0,4}(?=<)", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return HTML;
        }
        if (start.startsWith("<?xml")) {
            return start.contains("<html") ? HTML : XML;
        }
        return PLAIN;
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot <= 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
