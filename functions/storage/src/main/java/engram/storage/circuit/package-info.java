/// Circuit breakers: stores that are away are not asked for a while, so that nobody's time is spent on waiting for them.
package engram.storage.circuit;
