/// The local event source mapping: from a queue to a function, in batches.
package engram.local.system.queue;
