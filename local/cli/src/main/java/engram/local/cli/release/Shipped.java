package engram.local.cli.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// What lies in a function's package, beside Engram's own classes.
///
/// @param jars file names of libraries, `GROUP.ARTIFACT-VERSION.jar`, with their SHA-256
/// @param files all others below `model/`, the models and native libraries, likewise
record Shipped(Map<String, String> jars, Map<String, String> files) {

    private static final String LIBRARIES = "lib/";
    private static final String MODEL = "model/";

    static Shipped in(Path zip) throws IOException {
        Map<String, String> jars = new TreeMap<>();
        Map<String, String> files = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().filter(entry -> !entry.isDirectory()).toList()) {
                String name = entry.getName();
                if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
                    jars.put(name.substring(LIBRARIES.length()), hash(file, entry));
                } else if (name.startsWith(MODEL)) {
                    files.put(name, hash(file, entry));
                }
            }
        }
        return new Shipped(jars, files);
    }

    private static String hash(ZipFile file, ZipEntry entry) throws IOException {
        try (DigestInputStream in = new DigestInputStream(file.getInputStream(entry), Sums.digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Sums.hex(in.getMessageDigest());
        }
    }
}
