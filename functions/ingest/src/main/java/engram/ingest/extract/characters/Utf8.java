package engram.ingest.extract.characters;

/// UTF-8 that was damaged.
final class Utf8 {

    /// So many intact characters of several bytes for each damaged one tell UTF-8 from any other charset.
    private static final int INTACT_PER_DAMAGED = 4;

    private Utf8() {}

    static boolean isMostly(byte[] bytes) {
        long intact = 0;
        long damaged = 0;
        int i = 0;
        while (i < bytes.length) {
            int length = length(bytes[i]);
            if (length == 1) {
                i++;
            } else if (length > 1 && continues(bytes, i, length)) {
                intact++;
                i += length;
            } else {
                damaged++;
                i++;
            }
        }
        return intact >= INTACT_PER_DAMAGED * damaged && intact > 0;
    }

    private static int length(byte first) {
        int b = first & 0xFF;
        if (b < 0x80) {
            return 1;
        }
        return b >= 0xC2 && b < 0xE0 ? 2 : b >= 0xE0 && b < 0xF0 ? 3 : b >= 0xF0 && b < 0xF5 ? 4 : 0;
    }

    private static boolean continues(byte[] bytes, int at, int length) {
        if (at + length > bytes.length) {
            return false;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
