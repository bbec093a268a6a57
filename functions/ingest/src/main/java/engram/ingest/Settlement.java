package engram.ingest;

import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.HintQueue;
import engram.domain.Lease;
import engram.domain.LeaseLost;
import engram.domain.Leases;
import engram.domain.Leases.Claim;
import engram.domain.Leases.Release;
import engram.domain.Printable;
import engram.domain.TransientFailure;
import engram.ingest.Pipeline.Refused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Settles a hint under the document's lease: claims it, or leaves the hint to whoever holds it; makes passes until no
/// hint came in between; lets go. Whatever fails gives the lease back dirty, so that the next holder starts afresh.
final class Settlement {

    private static final Logger LOG = System.getLogger(Settlement.class.getName());

    private final Leases leases;
    private final Pipeline pipeline;
    private final HintQueue queue;
    private final Supplier<String> owners;
    private final Duration leaseMargin;
    private final Duration keepTombstones;
    private final InstantSource clock;

    Settlement(
            Leases leases,
            Pipeline pipeline,
            HintQueue queue,
            Supplier<String> owners,
            Duration leaseMargin,
            Duration keepTombstones,
            InstantSource clock) {
        this.leases = leases;
        this.pipeline = pipeline;
        this.queue = queue;
        this.owners = owners;
        this.leaseMargin = leaseMargin;
        this.keepTombstones = keepTombstones;
        this.clock = clock;
    }

    /// @param doubt is in the lease before anything else happens, so that it outlives whoever settles
    Outcome settle(DocumentId id, Optional<Doubt> doubt, Deadline deadline) {
        return guarded(id, () -> {
            doubt.ifPresent(present -> leases.doubt(id, present, clock.instant()));
            return claim(id, Optional.empty(), deadline);
        });
    }

    private Outcome guarded(DocumentId id, Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (TransientFailure failure) {
            return new Outcome.Postponed(why(failure));
        } catch (RuntimeException | VirtualMachineError | LinkageError bug) {
            // Memory, stack or a class that is not there, too: the other documents of the batch have nothing to do with it.
            LOG.log(Level.ERROR, "unexpected failure while indexing %s: %s"
                    .formatted(Printable.of(id.toString()), Printable.trace(bug)));
            return new Outcome.Postponed(why(bug));
        }
    }

    private Outcome claim(DocumentId id, Optional<Refused> refused, Deadline deadline) {
        if (deadline.isNear()) {
            return sentAgain(id);
        }
        return switch (leases.claim(id, owners.get(), clock.instant(), deadline.end().plus(leaseMargin))) {
            case Claim.Absorbed _ -> new Outcome.Absorbed();
            case Claim.Claimed(Lease lease) -> hold(lease, refused, deadline);
        };
    }

    private Outcome hold(Lease claimed, Optional<Refused> refused, Deadline deadline) {
        Next next = new Next.Pass(claimed, () -> pipeline.before(claimed.id()));
        while (true) {
            switch (next) {
                case Next.Done(Outcome outcome) -> {
                    return outcome;
                }
                case Next.Pass(Lease lease, Supplier<Optional<CatalogDocument>> base) ->
                    next = pass(lease, base, refused, deadline);
            }
        }
    }

    private sealed interface Next {
        /// @param base what the catalog says of the document when the pass begins
        record Pass(Lease lease, Supplier<Optional<CatalogDocument>> base) implements Next {}

        record Done(Outcome outcome) implements Next {}
    }

    private Next pass(
            Lease lease, Supplier<Optional<CatalogDocument>> base, Optional<Refused> refused, Deadline deadline) {
        try {
            Pipeline.Pass pass = pipeline.run(lease, base.get(), refused, deadline);
            Duration forgetAfter = pass.gone() ? keepTombstones : Duration.ZERO;
            return switch (leases.release(pass.lease(), pass.chunks(), clock.instant(), forgetAfter)) {
                case Release.Released _ -> new Next.Done(pass.outcome());
                case Release.HintsMoved(Lease kept) -> new Next.Pass(kept, pass::document);
            };
        } catch (LeaseLost lost) {
            throw lost;
        } catch (Deadline.OutOfTime outOfTime) {
            leases.giveBack(lease, outOfTime.getMessage());
            return new Next.Done(later(lease.id(), outOfTime));
        } catch (Refused refusal) {
            leases.giveBack(lease, refusal.getMessage());
            return new Next.Done(rejected(lease.id(), refused, refusal, deadline));
        } catch (RuntimeException | VirtualMachineError | LinkageError failure) {
            leases.giveBack(lease, why(failure));
            throw failure;
        }
    }

    /// What may be told: the message of what is not expected could be anything.
    private static String why(Throwable failure) {
        return failure instanceof TransientFailure
                ? failure.getMessage()
                : "unexpected " + failure.getClass().getSimpleName();
    }

    /// A document that is too much for one invocation goes on in the next, as long as each brings it further.
    private Outcome later(DocumentId id, Deadline.OutOfTime outOfTime) {
        if (!outOfTime.progress()) {
            return new Outcome.Postponed(outOfTime.getMessage());
        }
        return sentAgain(id);
    }

    /// A new hint instead of this one: that it came too late in a batch must not count as a failure of the document.
    private Outcome sentAgain(DocumentId id) {
        queue.send(List.of(id.sourcePath()));
        return new Outcome.Continued();
    }

    private Outcome rejected(DocumentId id, Optional<Refused> before, Refused refusal, Deadline deadline) {
        return before.isPresent()
                ? new Outcome.Postponed(refusal.getMessage())
                : guarded(id, () -> claim(id, Optional.of(refusal), deadline));
    }
}
