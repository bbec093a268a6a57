package engram.ingest.extract.type;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Formats that are known by their first bytes.
final class MagicNumbers {

    private static final int PDF_WITHIN = 1_024;

    /// First bytes in ISO-8859-1, the more special ones first.
    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("PK\3\4", MediaTypes.ZIP);
        TYPES.put("PK\5\6", MediaTypes.ZIP);
        TYPES.put("PK\7\b", MediaTypes.ZIP);
        TYPES.put("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", MediaTypes.OLE);
        TYPES.put("{\\rtf", MediaTypes.RTF);
        TYPES.put("%!PS", "application/postscript");
        TYPES.put("\u001F\u008B", "application/gzip");
        TYPES.put("BZh", "application/x-bzip2");
        TYPES.put("\u00FD7zXZ\0", "application/x-xz");
        TYPES.put("(\u00B5/\u00FD", "application/zstd");
        TYPES.put("7z\u00BC\u00AF'\u001C", "application/x-7z-compressed");
        TYPES.put("Rar!\u001A\7", "application/vnd.rar");
        TYPES.put("\u0089PNG\r\n\u001A\n", "image/png");
        TYPES.put("\u00FF\u00D8\u00FF", "image/jpeg");
        TYPES.put("GIF87a", "image/gif");
        TYPES.put("GIF89a", "image/gif");
        TYPES.put("II*\0", "image/tiff");
        TYPES.put("MM\0*", "image/tiff");
        TYPES.put("\0\0\1\0", "image/x-icon");
        TYPES.put("OggS", "audio/ogg");
        TYPES.put("fLaC", "audio/flac");
        TYPES.put("ID3", "audio/mpeg");
        TYPES.put("\u001AE\u00DF\u00A3", "video/webm");
        TYPES.put("\u007FELF", "application/x-elf");
        TYPES.put("\u00CA\u00FE\u00BA\u00BE", "application/java-vm");
        TYPES.put("\u00CF\u00FA\u00ED\u00FE", "application/x-mach-binary");
        TYPES.put("\0asm", "application/wasm");
        TYPES.put("SQLite format 3\0", "application/vnd.sqlite3");
        TYPES.put("wOFF", "font/woff");
        TYPES.put("wOF2", "font/woff2");
        TYPES.put("PAR1", "application/vnd.apache.parquet");
    }

    private MagicNumbers() {}

    /// The media type, or an empty string if the first bytes give none away.
    static String detect(byte[] bytes) {
        String start =
                new String(bytes, 0, Math.min(bytes.length, PDF_WITHIN), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> type : TYPES.entrySet()) {
            if (start.startsWith(type.getKey())) {
                return type.getValue();
            }
        }
        return containers(start);
    }

    private static String containers(String start) {
        if (start.stripLeading().startsWith("%PDF-")) {
            return MediaTypes.PDF;
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return "image/webp";
        }
        if (start.startsWith("RIFF") && start.startsWith("WAVE", 8)) {
            return "audio/wav";
        }
        if (start.startsWith("ftyp", 4)) {
            return "video/mp4";
        }
        if (start.startsWith("ustar", 257)) {
            return "application/x-tar";
        }
        if (start.startsWith("MZ") && start.contains("\0")) {
            return "application/vnd.microsoft.portable-executable";
        }
        if (start.startsWith("BM") && start.indexOf('\0') > 0 && start.indexOf('\0') < 16) {
            return "image/bmp";
        }
        return "";
    }
}
