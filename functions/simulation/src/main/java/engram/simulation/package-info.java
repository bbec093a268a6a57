/// Histories of the real pipeline on simulated stores, queue and clock: one thread of control, every step decided by
/// choices that a seed gives or a text replays.
///
/// Workers are virtual threads that hand a baton round at every call to a port. Between two calls of one worker another
/// may run, objects may change, the clock may jump, a store may restart; the call may fail before or after it took effect,
/// take effect twice or much later, or the worker may die.
package engram.simulation;
