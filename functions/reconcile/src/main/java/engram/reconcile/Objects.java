package engram.reconcile;

import engram.domain.BucketListing;
import engram.domain.BucketListing.Listed;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The bucket's objects by workspace. Those of a named workspace share a prefix; those of the fallback are what is left
/// between the others, which are leapt over.
final class Objects {

    private static final int PAGE = 1_000;
    /// Sorts behind every key below a prefix that is likely to be; should one sort behind it, it is leapt over as well.
    private static final String LAST = "\uDBFF\uDFFF";

    private final BucketListing listing;
    private final WorkspaceMapping mapping;

    Objects(BucketListing listing, WorkspaceMapping mapping) {
        this.listing = listing;
        this.mapping = mapping;
    }

    /// Those of the workspace behind `after`, a page of them; none if there are no more.
    List<Listed> page(Workspace workspace, Optional<SourcePath> after) {
        boolean named = !workspace.equals(mapping.fallback());
        Optional<SourcePath> from = after;
        while (true) {
            List<Listed> page = listing.list(named ? workspace.name() + "/" : "", from, PAGE);
            List<Listed> own = page.stream().filter(object -> of(object).equals(workspace)).toList();
            if (page.isEmpty() || !own.isEmpty()) {
                return own;
            }
            from = Optional.of(behind(page.getLast()));
        }
    }

    /// Looks at a page of the listing at least.
    ///
    /// @return where to go on; absent: it came to the end
    Optional<SourcePath> workspaces(Optional<SourcePath> after, Consumer<Workspace> found, BooleanSupplier goesOn) {
        Optional<SourcePath> from = after;
        do {
            List<Listed> page = listing.list("", from, PAGE);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            page.forEach(object -> found.accept(of(object)));
            from = Optional.of(behind(page.getLast()));
        } while (goesOn.getAsBoolean());
        return from;
    }

    /// Where to go on behind an object whose workspace needs no further look.
    private SourcePath behind(Listed object) {
        String prefix = of(object).name() + "/";
        boolean leap = !of(object).equals(mapping.fallback())
                && object.path().key().compareTo(prefix + LAST) < 0
                && prefix.length() < SourcePath.MAX_BYTES / 4;
        return leap ? new SourcePath(prefix + LAST) : object.path();
    }

    private Workspace of(Listed object) {
        return mapping.documentAt(object.path()).workspace();
    }
}
