/// What every implementation of a port must do, fake or real: suites that each of them runs. Every test works on
/// documents of its own, so that one store may serve them all.
package engram.testing.contract;
