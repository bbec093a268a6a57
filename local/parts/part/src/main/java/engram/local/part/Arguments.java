package engram.local.part;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// The command line of a part: `--name value` pairs, each name at most once and known to the part.
public final class Arguments {
    private static final Set<String> COMMON = Set.of("port", "data", "parent");
    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /// Reads a command line.
    ///
    /// @param own names that this part knows besides `port`, `data` and `parent`
    /// @throws StartFailure if a name is unknown or repeated, or has no value
    public static Arguments parse(String[] args, Set<String> own) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (!COMMON.contains(name) && !own.contains(name)) {
                throw new StartFailure("unknown argument " + args[i] + "; known: " + known(own));
            }
            if (i + 1 == args.length) {
                throw new StartFailure("--" + name + " needs a value");
            }
            if (values.put(name, args[i + 1]) != null) {
                throw new StartFailure("--" + name + " is given twice");
            }
        }
        return new Arguments(values);
    }

    /// TCP port to listen on, 0 (the default) for any free one.
    public int port() {
        return integer("port", 0, 0, 65535);
    }

    /// Directory of the part's data; made by the part if absent.
    public Path data() {
        return path("data");
    }

    /// Process whose end ends the part, too.
    OptionalLong parent() {
        return optional("parent").isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(integer("parent", 0, 1, Integer.MAX_VALUE));
    }

    /// The value of an argument that must be there.
    public String required(String name) {
        return optional(name).orElseThrow(() -> new StartFailure("--" + name + " is missing"));
    }

    /// The value of an argument that may be absent.
    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /// An absolute path that must be given.
    public Path path(String name) {
        String value = required(name);
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartFailure("--" + name + " is no path: " + value);
        }
    }

    /// A whole number within bounds, both inclusive.
    public int integer(String name, int byDefault, int least, int most) {
        String value = optional(name).orElse(Integer.toString(byDefault));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outside(name, value, least, most);
        }
        throw outside(name, value, least, most);
    }

    private static StartFailure outside(String name, String value, int least, int most) {
        return new StartFailure("--" + name + " must be a number from " + least + " to " + most + ", not " + value);
    }

    private static String known(Set<String> own) {
        Set<String> all = new TreeSet<>(COMMON);
        all.addAll(own);
        return "--" + String.join(", --", all);
    }
}
