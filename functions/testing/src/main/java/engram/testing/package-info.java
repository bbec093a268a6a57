/// Stores that live in memory, with an explicit clock, for tests that are fast and for simulations that are exact.
/// They pass the same contract suites (`engram.testing.contract`) as the real adapters.
package engram.testing;
