/// What a document says, and the port of those who read one.
package engram.ingest.extract.document;
