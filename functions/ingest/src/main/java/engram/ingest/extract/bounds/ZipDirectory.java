package engram.ingest.extract.bounds;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The central directory of a ZIP file (PKWARE APPNOTE 4.3.12 and 4.3.16): what is in it, without unpacking anything.
public final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int MAX_COMMENT = 0xFFFF;

    /// @param data where its data begin
    /// @param deflated whether they are deflated, and not just stored
    public record Entry(String name, int data, boolean deflated, boolean encrypted) {}

    private ZipDirectory() {}

    /// @return empty if there is no directory, as in a file that was cut off
    public static Optional<List<Entry>> read(byte[] bytes, int maxEntries) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int end = bytes.length - END_LENGTH; end >= 0 && end >= bytes.length - END_LENGTH - MAX_COMMENT; end--) {
            if (file.getInt(end) == END) {
                return entries(file, file.getInt(end + 16), end, maxEntries);
            }
        }
        return Optional.empty();
    }

    private static Optional<List<Entry>> entries(ByteBuffer file, int from, int end, int maxEntries) {
        List<Entry> entries = new ArrayList<>();
        for (int at = from; at >= 0 && at <= end - ENTRY_LENGTH && file.getInt(at) == ENTRY; ) {
            if (entries.size() == maxEntries) {
                throw new PermanentFailure(Reason.EXPANDS_TOO_MUCH, "more than " + maxEntries + " files inside");
            }
            int name = file.getShort(at + 28) & 0xFFFF;
            int local = file.getInt(at + 42);
            int next = at + ENTRY_LENGTH + name + (file.getShort(at + 30) & 0xFFFF) + (file.getShort(at + 32) & 0xFFFF);
            if (next > end || local < 0 || local > end - LOCAL_LENGTH || file.getInt(local) != LOCAL) {
                return Optional.empty();
            }
            entries.add(new Entry(
                    new String(file.array(), at + ENTRY_LENGTH, name, StandardCharsets.UTF_8),
                    local + LOCAL_LENGTH + (file.getShort(local + 26) & 0xFFFF) + (file.getShort(local + 28) & 0xFFFF),
                    file.getShort(at + 10) != 0,
                    (file.getShort(at + 8) & 1) != 0));
            at = next;
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries);
    }
}
