/// From a file of any format to its text: which room reads it, and in which bounds.
package engram.ingest.extract;
