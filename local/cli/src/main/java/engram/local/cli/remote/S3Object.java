package engram.local.cli.remote;

/// An object as a listing shows it.
///
/// @param eTag without quotes; for an object that was put in one piece the MD5 of its bytes in hex
public record S3Object(String key, String eTag, long size) {}
