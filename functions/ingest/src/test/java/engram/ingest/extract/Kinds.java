package engram.ingest.extract;

import engram.ingest.extract.HostileKinds.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Gathers hostile files, most of them valid ones in which one file inside was changed.
final class Kinds {

    private final List<Kind> kinds = new ArrayList<>();

    List<Kind> all() {
        return kinds;
    }

    void changed(String what, byte[] file, String part, UnaryOperator<String> change, String name, String... ends) {
        add(what, name, one(file, part, change), ends);
    }

    static byte[] one(byte[] file, String part, UnaryOperator<String> change) {
        Map<String, byte[]> files = new LinkedHashMap<>(Zips.unpack(file));
        String before = new String(files.get(part), StandardCharsets.UTF_8);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing changed in " + part + ": " + before);
        }
        files.put(part, after.getBytes(StandardCharsets.UTF_8));
        return Zips.pack(files);
    }

    void without(String what, byte[] file, String part, String name, String... ends) {
        Map<String, byte[]> files = new LinkedHashMap<>(Zips.unpack(file));
        files.remove(part);
        add(what, name, Zips.pack(files), ends);
    }

    void add(String what, String name, byte[] bytes, String... ends) {
        kinds.add(new Kind(what, name, bytes, List.of(ends)));
    }
}
