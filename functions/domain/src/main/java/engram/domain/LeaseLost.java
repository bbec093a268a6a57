package engram.domain;

/// The lease is another's now: its holder stops and writes nothing more.
public final class LeaseLost extends TransientFailure {

    private static final long serialVersionUID = 1;

    public LeaseLost(Lease lease) {
        super("lease of " + lease.id() + " with generation " + lease.generation() + " was lost");
    }
}
