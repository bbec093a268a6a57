package engram.local.cli.source;

import java.nio.file.Path;

/// A file that is to be a document.
///
/// @param key  of its object: workspace, "/", and the path below what was named
/// @param size in bytes
public record Source(String key, Path file, long size) {}
