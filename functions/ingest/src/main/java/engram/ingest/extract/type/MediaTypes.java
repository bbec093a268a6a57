package engram.ingest.extract.type;

import engram.ingest.extract.characters.Binary;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What kind of file it is, by content, name and declaration together. The table is in docs/formats.md.
public final class MediaTypes {

    public static final String MARKDOWN = "text/markdown";
    public static final String HTML = "text/html";
    public static final String PLAIN = "text/plain";
    public static final String ASCIIDOC = "text/asciidoc";
    public static final String RST = "text/x-rst";
    public static final String CSV = "text/csv";
    public static final String TSV = "text/tab-separated-values";
    public static final String JSON = "application/json";
    public static final String YAML = "application/yaml";
    public static final String XML = "application/xml";
    public static final String NOTEBOOK = "application/x-ipynb+json";
    public static final String SOURCE = "text/x-source";
    public static final String MAIL = "message/rfc822";
    public static final String PDF = "application/pdf";
    public static final String RTF = "application/rtf";
    public static final String OLE = "application/x-ole-storage";
    static final String ZIP = "application/zip";
    public static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public static final String PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    public static final String ODT = "application/vnd.oasis.opendocument.text";
    public static final String ODS = "application/vnd.oasis.opendocument.spreadsheet";
    public static final String ODP = "application/vnd.oasis.opendocument.presentation";
    public static final String EPUB = "application/epub+zip";
    static final String BINARY = "application/octet-stream";

    private static final int SNIFFED = 1_024;

    /// Types that uploaders put on anything.
    private static final Set<String> NO_HINT =
            Set.of("", BINARY, "binary/octet-stream", "application/x-www-form-urlencoded", PLAIN);

    private static final Map<String, String> BY_EXTENSION = Extensions.table();

    private MediaTypes() {}

    /// Bytes that give a format away decide first, then whether it is text at all, then the name, then the declared
    /// type, then how the text begins. A file that is named after a binary format and begins like none is taken for a damaged one.
    public static String detect(String fileName, String declared, byte[] bytes) {
        String magic = MagicNumbers.detect(bytes);
        String byName = BY_EXTENSION.get(extension(fileName));
        if (!magic.isEmpty()) {
            return magic.equals(ZIP) ? ZipTypes.of(bytes, byName) : magic;
        }
        if (isZipped(byName) || PDF.equals(byName) || RTF.equals(byName)) {
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
