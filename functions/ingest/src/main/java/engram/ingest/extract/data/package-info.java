/// What machines read: tables, JSON, YAML, XML, source code, notebooks.
package engram.ingest.extract.data;
