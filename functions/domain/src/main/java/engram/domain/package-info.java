/// What Engram is about, in terms of the JDK alone: values that cannot be wrong, and the ports through which the
/// functions reach the world. Implementations of the ports live in `storage` and `embedding`; their contracts are
/// suites in `testing` that every implementation, fake or real, passes.
package engram.domain;
