package engram.local.cli.release;

import engram.local.cli.Failure;
import java.util.List;

/// What CHANGELOG.md says of a version.
final class Changes {

    private static final String UNRELEASED = "Unreleased";

    private Changes() {}

    /// @param version one that has a heading, or else what is unreleased if it is a snapshot
    static String of(String changelog, String version) {
        String heading = version.endsWith("-SNAPSHOT") ? UNRELEASED : version;
        List<String> lines = changelog.lines().toList();
        int from = heading(lines, 0, heading);
        if (from == lines.size()) {
            throw Failure.failed("CHANGELOG.md has no heading \"## " + heading + "\": say there what is new in " + version);
        }
        return String.join("\n", lines.subList(from + 1, heading(lines, from + 1, ""))).strip() + "\n";
    }

    /// Where the next heading is that begins so; the end if there is none.
    private static int heading(List<String> lines, int from, String name) {
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("## ") && (name.isEmpty() || line.substring(3).split("[ \\]]")[0].replace("[", "").equals(name))) {
                return i;
            }
        }
        return lines.size();
    }
}
