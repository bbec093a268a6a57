package engram.domain;

import engram.domain.BucketListing.Listed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The folder of the documents' bucket that retention archives in. What lies there is no document: no list shows it, and who looks for it finds nothing.
public final class Archive {

    public static final String FOLDER = ".engram/archive/";

    /// Behind all that is archived, but for keys that nobody gives.
    private static final SourcePath END = new SourcePath(FOLDER + Character.toString(Character.MAX_CODE_POINT));

    private Archive() {}

    public static boolean holds(SourcePath path) {
        return path.key().startsWith(FOLDER);
    }

    /// The first page that has documents, without what is archived; empty at the end.
    ///
    /// @param pages gives the page behind a path
    public static List<Listed> without(Optional<SourcePath> after, Function<Optional<SourcePath>, List<Listed>> pages) {
        List<Listed> page = pages.apply(after);
        List<Listed> documents = documents(page);
        while (documents.isEmpty() && !page.isEmpty()) {
            SourcePath last = page.getLast().path();
            page = pages.apply(Optional.of(last.compareTo(END) < 0 ? END : last));
            documents = documents(page);
        }
        return documents;
    }

    private static List<Listed> documents(List<Listed> page) {
        return page.stream().filter(listed -> !holds(listed.path())).toList();
    }
}
