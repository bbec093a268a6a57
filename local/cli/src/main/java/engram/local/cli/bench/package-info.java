/// Measurements that take long: of a large document, a hot key, many small ones, and of the memory of `ingest`.
package engram.local.cli.bench;
