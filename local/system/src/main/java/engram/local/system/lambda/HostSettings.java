package engram.local.system.lambda;

import java.nio.file.Path;

/// Where a host finds and keeps things.
///
/// @param work          folder for unpacked packages, which systems may share
/// @param logs          folder for the functions' output
/// @param runtimeClient folder with the jars of AWS's Java runtime interface client
/// @param region        region that functions are told
public record HostSettings(Path work, Path logs, Path runtimeClient, String region) {
}
