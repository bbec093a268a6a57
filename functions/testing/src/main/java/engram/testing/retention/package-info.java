/// The ports of retention in memory.
package engram.testing.retention;
