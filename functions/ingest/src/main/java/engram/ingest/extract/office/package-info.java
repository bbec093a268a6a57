/// Office documents and books, with Tika's parsers.
package engram.ingest.extract.office;
