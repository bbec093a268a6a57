package engram.retention.sweep;

import engram.domain.Catalog.DocumentView;
import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.NotAfter;
import engram.domain.OutOfTime;
import engram.domain.Printable;
import engram.domain.RequestRefused;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.Notebook;
import engram.domain.retention.SweptBucket;
import engram.domain.retention.Traces;
import engram.retention.ledger.Chain;
import engram.retention.ledger.Receipt.Draft;
import engram.retention.ledger.Receipt.Kind;
import engram.retention.ledger.Receipt.Thing;
import engram.retention.sweep.Vectors.Gone;
import java.time.Instant;
import java.util.Optional;

/// Looks whether catalog, index and cached vectors have let go of what is gone, and puts it down.
final class Proving {

    private static final System.Logger LOG = System.getLogger("engram.retention");
    private static final int PAGE = 100;

    private final SweptBucket bucket;
    private final Notebook notebook;
    private final Catalog catalog;
    private final Traces traces;
    private final Vectors vectors;
    private final WorkspaceMapping workspaces;
    private final Chain chain;
    private final String by;

    Proving(
            SweptBucket bucket,
            Notebook notebook,
            Catalog catalog,
            Traces traces,
            Vectors vectors,
            WorkspaceMapping workspaces,
            Chain chain,
            String by) {
        this.bucket = bucket;
        this.notebook = notebook;
        this.catalog = catalog;
        this.traces = traces;
        this.vectors = vectors;
        this.workspaces = workspaces;
        this.chain = chain;
        this.by = by;
    }

    /// What could be proven of a page of proofs.
    ///
    /// @param last number of the last receipt that was looked at; absent: there are none
    record Seen(long proven, long open, Optional<Long> last) {}

    /// One at least, and no more than there is time for. One that was begun last is looked at again if its time runs out.
    ///
    /// @throws OutOfTime if the time is not enough for the first
    Seen page(Optional<Long> after, Budget budget) {
        long proven = 0;
        long open = 0;
        Optional<Long> last = Optional.empty();
        for (Proof proof : Proof.open(notebook, after, PAGE)) {
            if (last.isPresent() && budget.isOver()) {
                break;
            }
            try {
                if (NotAfter.within(budget.deadline(), () -> prove(proof, budget.now()))) {
                    proven++;
                } else {
                    open++;
                }
            } catch (OutOfTime e) {
                if (last.isEmpty()) {
                    throw e;
                }
                break;
            }
            last = Optional.of(proof.number());
        }
        return new Seen(proven, open, last);
    }

    private boolean prove(Proof proof, Instant now) {
        Optional<Finding> found = finding(proof, now);
        found.ifPresent(finding -> chain.append(
                new Draft(Kind.PROVEN, now, by, "proof of " + proof.number(),
                        Thing.NONE.proving(proof.path(), proof.number(), finding.vectors()), Optional.of(finding.detail())),
                () -> Proof.isOpen(notebook, proof.number())));
        return found.isPresent();
    }

    /// What is to be put down.
    ///
    /// @param vectors how many the cache holds none of any more; absent: it is not known which it held
    private record Finding(String detail, Optional<Long> vectors) {
        static Finding of(String detail, Gone gone) {
            if (!gone.complete()) {
                return new Finding(detail + "; not proven of cached vectors: it is not known which ones the document had when it was removed or rewritten", Optional.empty());
            }
            String dropped = gone.dropped() == 0 ? "" : ", after %d of them were dropped".formatted(gone.dropped());
            return new Finding("%s; the cache holds none of its %d vectors%s".formatted(detail, gone.texts(), dropped), Optional.of(gone.texts()));
        }
    }

    /// Empty as long as the pipeline has not settled, or S3 does not let the object be looked at.
    private Optional<Finding> finding(Proof proof, Instant now) {
        try {
            return look(proof, now);
        } catch (RequestRefused e) {
            LOG.log(System.Logger.Level.WARNING, Printable.of("nothing can be proven of receipt " + proof.number() + ": " + e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Finding> look(Proof proof, Instant now) {
        DocumentId id = workspaces.documentAt(new SourcePath(proof.path()));
        Optional<DocumentView> view = catalog.view(id);
        Optional<CatalogDocument> known = view.flatMap(DocumentView::document);
        if (view.map(DocumentView::unsettled).orElse(false)
                || traces.shownWithin().isPositive()
                        && known.filter(document -> document.indexedAt().plus(traces.shownWithin()).isAfter(now)).isPresent()) {
            return Optional.empty();
        }
        Optional<CatalogDocument> held = known.filter(document -> document.status() != Status.DELETED && document.object().isPresent());
        Optional<String> settled = held.isPresent() ? written(held.get()) : gone(id);
        return settled.flatMap(detail ->
                vectors.clear(proof.deed(), id, held.isPresent()).map(cleared -> Finding.of(detail, cleared)));
    }

    /// What was removed and is there is another one, even if its bytes are the same; what was rewritten, the rewritten one.
    private Optional<String> written(CatalogDocument held) {
        return bucket.look(held.id().sourcePath())
                .filter(now -> now.state().sameContentAs(held.object().orElseThrow()))
                .filter(_ -> traces.chunks(held.id()) == held.chunks().size())
                .map(now -> "the document was written since: catalog and bucket have it with eTag " + now.state().eTag());
    }

    private Optional<String> gone(DocumentId id) {
        return traces.chunks(id) == 0
                ? Optional.of("the catalog holds no such document, and the index none of its chunks")
                : Optional.empty();
    }
}
