package engram.local.cli.release;

import engram.local.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What deploys a release: a zip with the folder `infra/`, whose template names the packages that lie beside it. So `sam deploy` needs
/// neither a clone nor a build, once it is unpacked where the release is.
final class Infra {

    static final String TEMPLATE = "template.yaml";

    /// The template, what it takes in, and what `docs/deploy.md` has one deploy and protect it with.
    private static final List<String> FILES = List.of(TEMPLATE, "network.yaml", "watch.yaml", "samconfig.toml", "stack-policy.json");

    private static final Pattern BUILT = Pattern.compile("\\.\\./functions/(\\w+)/target/function\\.zip");
    private static final Pattern CODE = Pattern.compile("CodeUri: *\"?([^\"\\s]+)");

    private Infra() {}

    /// @param folder  `infra` of the repository
    /// @param zip     is made
    /// @param release name of the release's zip of a function
    /// @throws Failure if a function of the template has another package than those of the release
    static Path write(Path folder, Path zip, UnaryOperator<String> release) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String file : FILES) {
                String text = Files.readString(folder.resolve(file));
                out.putNextEntry(new ZipEntry("infra/" + file));
                out.write((file.equals(TEMPLATE) ? released(text, release) : text).getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    private static String released(String template, UnaryOperator<String> release) {
        CODE.matcher(template).results().map(code -> code.group(1)).filter(code -> !isReleased(code)).findFirst().ifPresent(code -> {
            throw Failure.failed("infra/" + TEMPLATE + " takes " + code + ", which is no package of a release");
        });
        return BUILT.matcher(template).replaceAll(code -> Matcher.quoteReplacement("../" + release.apply(code.group(1))));
    }

    private static boolean isReleased(String code) {
        Matcher built = BUILT.matcher(code);
        return built.matches() && Release.FUNCTIONS.contains(built.group(1));
    }
}
