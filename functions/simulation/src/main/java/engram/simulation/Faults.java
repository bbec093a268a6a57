package engram.simulation;

/// How likely a fault is, in thousandths.
///
/// @param fails a call fails and has no effect
/// @param lost a call takes effect, but its answer is lost
/// @param twice a call takes effect, its answer is lost, and the SDK sends it again
/// @param late a call times out, and takes effect some time later
/// @param dies the worker is gone for good, before or after a call
/// @param busy the index does not take a write
/// @param event something happens between two steps: an object changes, a worker starts, the clock jumps
record Faults(int fails, int lost, int twice, int late, int dies, int busy, int event) {

    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0);
    private static final Faults[] LEVELS = {
        new Faults(0, 0, 0, 0, 0, 0, 80),
        new Faults(12, 12, 10, 12, 12, 30, 100),
        new Faults(40, 40, 25, 40, 40, 60, 120),
        new Faults(5, 5, 40, 5, 60, 5, 200),
    };

    static Faults chosen(Choices choices) {
        return LEVELS[choices.below(LEVELS.length)];
    }

    boolean any() {
        return fails > 0;
    }
}
