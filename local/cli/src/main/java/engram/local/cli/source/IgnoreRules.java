package engram.local.cli.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which paths of a tree are left out. Hidden ones are, unless a rule takes that back; of the rules that match a path the last
/// one holds, those of the command line after those of files. What lies below an ignored folder is ignored with it.
public final class IgnoreRules {

    /// Rules of a folder and what lies below it, one a line; "#" starts a comment.
    public static final String FILE = ".engramignore";

    private static final int MAX_BYTES = 1 << 20;

    private final List<Pattern> ofFiles;
    private final List<Pattern> ofCommand;

    private IgnoreRules(List<Pattern> ofFiles, List<Pattern> ofCommand) {
        this.ofFiles = List.copyOf(ofFiles);
        this.ofCommand = List.copyOf(ofCommand);
    }

    /// Hidden files and what these patterns name.
    ///
    /// @throws IllegalArgumentException if one is no pattern
    public static IgnoreRules of(List<String> patterns) {
        return new IgnoreRules(
                List.of(Pattern.parse("", ".*")), patterns.stream().map(p -> Pattern.parse("", p)).toList());
    }

    /// These rules and those in the folder's own file, if it has one.
    ///
    /// @param base the folder's path relative to the tree, "" or ending in "/"
    IgnoreRules below(Path folder, String base) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file) || Files.exists(file) && !Files.isRegularFile(file)) {
            return this;
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
        }
        List<Pattern> patterns = new ArrayList<>(ofFiles);
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\\R")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                patterns.add(parsed(file, base, line.stripTrailing()));
            }
        }
        return new IgnoreRules(patterns, ofCommand);
    }

    private static Pattern parsed(Path file, String base, String line) throws IOException {
        try {
            return Pattern.parse(base, line);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Whether the path is left out, its parents being in.
    ///
    /// @param path relative to the tree, with "/"
    public boolean ignores(String path, boolean folder) {
        boolean ignored = false;
        for (List<Pattern> patterns : List.of(ofFiles, ofCommand)) {
            for (Pattern pattern : patterns) {
                if (pattern.ignores() != ignored && pattern.matches(path, folder)) {
                    ignored = pattern.ignores();
                }
            }
        }
        return ignored;
    }

    /// Whether the command line's patterns leave out a file that was itself named there, hidden or not.
    boolean ignoresNamed(String name) {
        return new IgnoreRules(List.of(), ofCommand).ignores(name, false);
    }
}
