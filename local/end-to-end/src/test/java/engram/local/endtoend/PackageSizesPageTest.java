package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.infra.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `docs/performance.md` says what is in each package, to a megabyte. `-Dengram.update=true` has it say so.
class PackageSizesPageTest {

    private static final String PAGE = "docs/performance.md";
    private static final String SECTION = "\n## Packages\n";
    private static final double MEGABYTE = 1 << 20;

    /// By the beginning of an entry's name; the first that fits.
    private static final Map<String, List<String>> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("ONNX Runtime", List.of("model/onnxruntime/", "lib/com.microsoft.onnxruntime"));
        PARTS.put("model", List.of("model/"));
        PARTS.put("Engram", List.of("lib/engram.", "engram/"));
        PARTS.put("Quarkus", List.of("lib/io.", "lib/modified-io.", "lib/org.jboss", "lib/org.wildfly", "lib/jakarta.", "lib/org.eclipse", "lib/com.aayushatharva", "io/",
                "jakarta/", "META-INF/", "lib/org.crac", "lib/org.jctools", "lib/org.ow2", "application.properties"));
        PARTS.put("AWS SDK", List.of("lib/software.amazon", "lib/com.amazonaws", "lib/joda-time"));
        PARTS.put("OpenSearch", List.of("lib/org.opensearch", "lib/org.apache.httpcomponents"));
        PARTS.put("Jackson", List.of("lib/com.fasterxml", "lib/org.yaml"));
        PARTS.put("parsers", List.of("lib/org.apache", "lib/commons-", "lib/org.jsoup", "lib/org.commonmark", "lib/com.github.albfernandez", "lib/com.zaxxer"));
        PARTS.put("other", List.of(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "query", "health", "reconcile", "retention"})
    void itIsWhatThePackageHolds(String function) throws IOException {
        Path zip = Repository.path("functions/" + function + "/target/function.zip");
        double[] sizes = sizes(zip);
        String row = row(function, sizes);
        Pattern documented = Pattern.compile("(?m)^\\| `" + function + "` \\| (.*) \\|$");
        String page = Repository.text(PAGE);
        Matcher matcher = documented.matcher(page);
        assertThat(matcher.find(page.indexOf(SECTION))).as("%s has a row for %s", PAGE, function).isTrue();
        if (Boolean.getBoolean("engram.update")) {
            Files.writeString(Repository.path(PAGE), page.substring(0, matcher.start()) + row + page.substring(matcher.end()));
            return;
        }

        String[] cells = matcher.group(1).split("\\|");
        assertThat(cells).hasSize(sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            double said = cells[i].isBlank() ? 0 : Double.parseDouble(cells[i].replace("*", "").strip());
            assertThat(Math.abs(said - sizes[i])).as("%s should say %s", PAGE, row).isLessThanOrEqualTo(1);
        }
    }

    /// @return megabytes of each part as they are in the zip, of the zip, and of all that is in it unpacked
    private static double[] sizes(Path zip) throws IOException {
        List<List<String>> parts = List.copyOf(PARTS.values());
        double[] sizes = new double[parts.size() + 2];
        try (ZipFile open = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : open.stream().toList()) {
                int part = 0;
                while (parts.get(part).stream().noneMatch(entry.getName()::startsWith)) {
                    part++;
                }
                sizes[part] += entry.getCompressedSize() / MEGABYTE;
                sizes[parts.size() + 1] += entry.getSize() / MEGABYTE;
            }
        }
        sizes[parts.size()] = Files.size(zip) / MEGABYTE;
        return sizes;
    }

    private static String row(String function, double[] sizes) {
        StringBuilder row = new StringBuilder("| `").append(function).append("` |");
        for (int i = 0; i < sizes.length; i++) {
            String size = sizes[i] < 0.05 ? "" : String.format(Locale.ROOT, i < PARTS.size() ? "%.1f" : "**%.1f**", sizes[i]);
            row.append(' ').append(size).append(" |");
        }
        return row.toString();
    }
}
