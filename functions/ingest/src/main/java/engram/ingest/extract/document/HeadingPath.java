package engram.ingest.extract.document;

import java.util.ArrayList;
import java.util.List;

/// The headings in force while a document is read from top to bottom.
public final class HeadingPath {

    private record Entry(int level, String heading) {}

    private final List<Entry> entries = new ArrayList<>();
    private List<String> path = List.of();

    /// A heading ends all those of its own level and deeper. One without text is above nothing.
    public void enter(int level, String heading) {
        entries.removeIf(entry -> entry.level >= level);
        if (!heading.isEmpty()) {
            entries.add(new Entry(level, heading));
        }
        path = entries.stream().map(Entry::heading).toList();
    }

    public List<String> current() {
        return path;
    }
}
