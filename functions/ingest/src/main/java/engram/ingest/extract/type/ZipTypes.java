package engram.ingest.extract.type;

import engram.ingest.extract.bounds.ZipDirectory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What kind of document a ZIP file is, by what is in it.
final class ZipTypes {

    static final Set<String> OPEN_DOCUMENTS = Set.of(MediaTypes.ODT, MediaTypes.ODS, MediaTypes.ODP, MediaTypes.EPUB);
    private static final int MOST = 10_000;
    private static final int LONGEST = 100;

    private ZipTypes() {}

    /// @param byName the type that the file's name stands for, or null: taken where the archive is damaged
    static String of(byte[] bytes, String byName) {
        Optional<List<ZipDirectory.Entry>> entries = ZipDirectory.read(bytes, MOST);
        if (entries.isEmpty()) {
            return MediaTypes.isZipped(byName) ? byName : MediaTypes.ZIP;
        }
        for (ZipDirectory.Entry entry : entries.get()) {
            if (entry.name().equals("mimetype") && !entry.deflated()) {
                String type = stored(bytes, entry.data());
                return OPEN_DOCUMENTS.stream().filter(type::startsWith).findFirst().orElse(MediaTypes.ZIP);
            }
        }
        return office(entries.get());
    }

    private static String stored(byte[] bytes, int from) {
        int length = Math.clamp(bytes.length - (long) from, 0, LONGEST);
        return length == 0 ? "" : new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private static String office(List<ZipDirectory.Entry> entries) {
        boolean office = entries.stream().anyMatch(entry -> entry.name().equals("[Content_Types].xml"));
        if (office && begins(entries, "word/")) {
            return MediaTypes.DOCX;
        }
        if (office && begins(entries, "ppt/")) {
            return MediaTypes.PPTX;
        }
        return office && begins(entries, "xl/") ? MediaTypes.XLSX : MediaTypes.ZIP;
    }

    private static boolean begins(List<ZipDirectory.Entry> entries, String folder) {
        return entries.stream().anyMatch(entry -> entry.name().startsWith(folder));
    }
}
