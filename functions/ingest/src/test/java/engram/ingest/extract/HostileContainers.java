package engram.ingest.extract;

import engram.ingest.extract.HostileKinds.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Containers that lie: cut off, with directories that say otherwise than the files, names that lead elsewhere, files inside files.
final class HostileContainers {

    private static final int ENTRY = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END = 0x06054b50;

    private final Kinds kinds = new Kinds();

    private HostileContainers() {}

    static List<Kind> all() {
        HostileContainers containers = new HostileContainers();
        containers.cut();
        for (String name : List.of("a.docx", "a.xlsx", "a.pptx", "a.odt", "a.epub")) {
            containers.directories(name, Samples.all().get(name));
            containers.insides(name, Samples.all().get(name));
        }
        return containers.kinds.all();
    }

    /// Cut off at every 64th part.
    private void cut() {
        Samples.all().forEach((name, bytes) -> {
            for (int part = 1; part < 64; part++) {
                kinds.add("cut off behind " + part + "/64", name, Arrays.copyOf(bytes, (int) (bytes.length * (long) part / 64)), "CORRUPT", "INDEXED",
                        "NO_TEXT", "EMPTY");
            }
        });
    }

    private void directories(String name, byte[] file) {
        kinds.add("a directory that claims sizes of nothing", name, each(file, ENTRY, 20, 0, 0), "INDEXED", "CORRUPT");
        kinds.add("a directory that claims gigabytes", name, each(file, ENTRY, 20, 0x7FFF_FFFF, 0x7FFF_FFFF), "INDEXED", "CORRUPT",
                "EXPANDS_TOO_MUCH");
        kinds.add("a directory of sums that do not fit", name, each(file, ENTRY, 16, 0x1234_5678), "INDEXED", "CORRUPT");
        kinds.add("a directory that calls what is packed stored", name, methods(file, ENTRY, 10, 0), "CORRUPT", "EMPTY", "INDEXED");
        kinds.add("a directory of methods that nobody knows", name, methods(file, ENTRY, 10, 99), "CORRUPT", "EMPTY", "INDEXED",
                "UNSUPPORTED_TYPE");
        kinds.add("files of methods that nobody knows", name, methods(file, LOCAL, 8, 99), "CORRUPT", "EMPTY", "INDEXED");
        kinds.add("a directory that says all is encrypted", name, methods(file, ENTRY, 8, 1), "ENCRYPTED");
        kinds.add("all files at the same place", name, each(file, ENTRY, 42, 0), "CORRUPT", "EMPTY", "INDEXED", "UNSUPPORTED_TYPE");
        kinds.add("a directory behind the end", name, each(file, END, 16, file.length + 99), "CORRUPT");
        kinds.add("a directory before the beginning", name, each(file, END, 16, -1), "CORRUPT");
        kinds.add("a directory of 64 bits that is not there", name, each(file, END, 12, -1, -1), "CORRUPT");
        kinds.add("more files by its own account", name, methods(file, END, 10, 0xFFFF), "INDEXED", "CORRUPT");
    }

    private void insides(String name, byte[] file) {
        Map<String, byte[]> files = new LinkedHashMap<>(Zips.unpack(file));
        files.put("../../../../tmp/engram-was-here", "x".getBytes(StandardCharsets.UTF_8));
        files.put("/etc/engram-was-here", "x".getBytes(StandardCharsets.UTF_8));
        files.put("C:\\engram\\was\\here", "x".getBytes(StandardCharsets.UTF_8));
        files.put("a".repeat(60_000), new byte[1]);
        files.put("itself/" + name, file);
        kinds.add("files of names that lead elsewhere, and itself", name, Zips.pack(files), "INDEXED", "CORRUPT");
        for (String part : List.copyOf(files.keySet())) {
            if (part.endsWith(".xml") || part.endsWith(".rels") || part.endsWith("html") || part.endsWith(".opf")) {
                kinds.changed("nothing in " + part, file, part, _ -> "", name, "INDEXED", "EMPTY", "CORRUPT");
                kinds.changed("no XML in " + part, file, part, xml -> xml + "<x", name, "INDEXED", "EMPTY", "CORRUPT");
                kinds.changed("another charset in " + part, file, part, _ -> "<?xml version='1.0' encoding='x-nobody'?><a/>", name, "INDEXED",
                        "EMPTY", "CORRUPT");
                kinds.changed("an element of its own in " + part, file, part, _ -> "<a xmlns='urn:x'><b/></a>", name, "INDEXED", "EMPTY",
                        "CORRUPT");
            }
        }
    }

    /// Overwrites numbers of 32 bits at an offset behind each signature, one behind another.
    private static byte[] each(byte[] file, int signature, int offset, int... values) {
        ByteBuffer changed = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 < file.length || signature == END && at + 22 <= file.length; at++) {
            if (changed.getInt(at) == signature) {
                for (int i = 0; i < values.length; i++) {
                    changed.putInt(at + offset + 4 * i, values[i]);
                }
            }
        }
        return changed.array();
    }

    /// The same with a number of 16 bits.
    private static byte[] methods(byte[] file, int signature, int offset, int value) {
        ByteBuffer changed = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 22 <= file.length; at++) {
            if (changed.getInt(at) == signature) {
                changed.putShort(at + offset, (short) value);
            }
        }
        return changed.array();
    }
}
