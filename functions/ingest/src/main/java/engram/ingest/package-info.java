/// From hint to chunks: `fetch → extract → split → embed → upsert → commit`, one writer per document.
package engram.ingest;
