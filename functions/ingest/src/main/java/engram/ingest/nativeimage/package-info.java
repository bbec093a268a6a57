/// What the build of a native executable has to be told, and cannot be told by `reachability-metadata.json`. Nothing of it runs in a
/// function.
package engram.ingest.nativeimage;
