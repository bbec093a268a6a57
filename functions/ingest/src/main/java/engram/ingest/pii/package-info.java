/// What becomes of personal data and credentials on their way into the index.
package engram.ingest.pii;
