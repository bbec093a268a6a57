package engram.local.cli.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Licences under which what Engram ships may be, by `licences.txt` beside this class: a name a line, as the libraries'
/// authors write it.
record Licences(Set<String> expected) {

    static Licences read() {
        try (InputStream in = Licences.class.getResourceAsStream("licences.txt")) {
            return new Licences(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with those of a library, a line each: none at all, or none that is expected.
    List<String> objections(Component component) {
        if (component.licences().isEmpty()) {
            return List.of(component.coordinates() + " names no licence");
        }
        return component.licences().stream().anyMatch(expected::contains)
                ? List.of()
                : List.of(component.coordinates() + " is under " + String.join(" or ", component.licences()));
    }
}
