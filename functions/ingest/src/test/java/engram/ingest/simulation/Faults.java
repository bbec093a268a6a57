package engram.ingest.simulation;

/// How likely a fault is at each call to a port, in thousandths.
///
/// @param fails the call fails and has no effect
/// @param failsAfter the call takes effect, but its answer is lost
/// @param late the call fails, and takes effect some time later (index only)
/// @param busy the index does not take a write
/// @param dies the worker is gone for good, before or after the call
/// @param jump the clock goes on by up to two minutes
record Faults(int fails, int failsAfter, int late, int busy, int dies, int jump) {

    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0);
    static final Faults SOME = new Faults(15, 15, 15, 30, 10, 10);
    static final Faults MANY = new Faults(40, 40, 40, 60, 30, 30);
}
