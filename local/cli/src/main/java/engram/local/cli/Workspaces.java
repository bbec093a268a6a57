package engram.local.cli;

import engram.local.cli.remote.Running;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which workspaces there are: they are known by their objects.
final class Workspaces {

    private Workspaces() {}

    /// The given one, or all; keys without a folder belong to the default one.
    static Collection<String> named(Running running, Optional<String> given) throws IOException {
        if (given.isPresent()) {
            return List.of(given.get());
        }
        Set<String> names = new TreeSet<>(running.documents().topFolders());
        names.add(WorkspaceOption.DEFAULT);
        names.removeIf(String::isEmpty);
        return names;
    }
}
