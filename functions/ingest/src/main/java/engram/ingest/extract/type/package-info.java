/// Which media type a file is: by its bytes, its name, and what was declared.
package engram.ingest.extract.type;
