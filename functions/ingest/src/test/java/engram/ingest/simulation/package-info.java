/// Histories of the real pipeline on simulated stores: one thread of control, every step decided by a seed.
///
/// Workers are virtual threads that hand a baton round at every call to a port. Between two calls of one worker another
/// may run, the clock may jump, the call may fail before or after it took effect, or the worker may die.
package engram.ingest.simulation;
