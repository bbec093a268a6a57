/// The sweep: marks what rules fit, waits, acts on what is still as it was, and proves that it is gone.
package engram.retention.sweep;
